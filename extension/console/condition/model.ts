/** One line of the builder: a field, what is asked of it, and with what. */
export interface Rule {
  id?: string
  /** `customer.age`, `segment`, or `cel` for a part that only text can say. */
  field: string
  operator: string
  /** Whole numbers and yuan as decimal text, `parameter.x` for a threshold; a list for `in` and `between`. */
  value: string | string[]
}

/** Lines that must all hold, or one of which must; `not` turns the whole around. */
export interface Group {
  id?: string
  combinator: 'and' | 'or'
  not?: boolean
  rules: (Rule | Group)[]
}

export const isGroup = (one: Rule | Group): one is Group => 'rules' in one

/** Every line of a group and of the groups in it. */
export const linesOf = ({ rules }: Group): Rule[] =>
  rules.flatMap((one) => (isGroup(one) ? linesOf(one) : [one]))

/** What is counted from a day, and how CEL writes it. */
export const COUNTS = {
  ahead: (name: string) => `daysBetween(now, ${name})`,
  ago: (name: string) => `daysBetween(${name}, now)`,
  months: (name: string) => `monthsBetween(${name}, now)`,
} as const
export type Count = keyof typeof COUNTS

export const isCount = (name: string): name is Count => Object.hasOwn(COUNTS, name)

/** `ahead:<=` is the count `ahead` with the sign `<=`. */
export const countOf = (operator: string): { count: Count; sign: string } | undefined => {
  const [count = '', sign] = operator.split(':')
  return sign && isCount(count) ? { count, sign } : undefined
}
