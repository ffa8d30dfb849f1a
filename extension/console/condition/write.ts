import type { Segment } from '../../../worker/contract/playbook.ts'
import { COUNTS, countOf, type Group, isGroup, type Rule } from './model.ts'

/** What is needed to write a line: how fields are measured, and what segments stand for. */
export interface Vocabulary {
  fields: ReadonlyMap<string, { kind: string }>
  segments: readonly Pick<Segment, 'id' | 'condition'>[]
}

const text = (value: string) => JSON.stringify(value)
const one = (value: string | string[]): string => (Array.isArray(value) ? (value[0] ?? '') : value)
const many = (value: string | string[]): string[] => (Array.isArray(value) ? value : [value])

/** Yuan as they are written in conditions: fen, as a product where they are whole. */
function fen(yuan: string): string {
  if (!yuan.includes('.')) return `${yuan} * 100`
  const [whole = '', cents = ''] = yuan.split('.')
  return `${whole}${cents.padEnd(2, '0')}`.replace(/^(-?)0+(?=\d)/, '$1')
}

function literal(value: string, kind: string | undefined): string {
  if (value.startsWith('parameter.') && (kind === 'number' || kind === 'money')) return value
  if (kind === 'money') return fen(value)
  return kind === 'number' || kind === 'day' ? value : text(value)
}

const cel = (sign: string) => (sign === '=' ? '==' : sign)

const methods: Record<string, string> = {
  contains: 'contains',
  beginsWith: 'startsWith',
  endsWith: 'endsWith',
}

function dayLine({ field, operator, value }: Rule): string | undefined {
  const counted = countOf(operator)
  if (!counted) return undefined
  const left = COUNTS[counted.count](field)
  if (counted.sign !== 'between') return `${left} ${cel(counted.sign)} ${one(value)}`
  const [low = '0', high = '0'] = many(value)
  return `${left} >= ${low} && ${left} <= ${high}`
}

function listLine({ field, operator, value }: Rule, kind: string | undefined): string | undefined {
  if (operator !== 'in' && operator !== 'notIn') return undefined
  const line = `${field} in [${many(value)
    .map((one) => literal(one, kind))
    .join(', ')}]`
  return operator === 'in' ? line : `!(${line})`
}

const plain: Record<string, (rule: Rule) => string> = {
  true: ({ field }) => field,
  false: ({ field }) => `!${field}`,
  known: ({ field }) => `has(${field})`,
  unknown: ({ field }) => `!has(${field})`,
  done: ({ field, value }) => `${text(one(value))} in ${field}`,
  notDone: ({ field, value }) => `!(${text(one(value))} in ${field})`,
  cel: ({ value }) => one(value),
}

function segmentLine({ operator, value }: Rule, { segments }: Vocabulary): string {
  const condition = segments.find(({ id }) => id === one(value))?.condition ?? 'false'
  return operator === '!=' ? `!(${condition})` : condition
}

function line(rule: Rule, vocabulary: Vocabulary): string {
  if (rule.field === 'segment') return segmentLine(rule, vocabulary)
  const kind = vocabulary.fields.get(rule.field)?.kind
  const method = methods[rule.operator]
  if (method) return `${rule.field}.${method}(${text(one(rule.value))})`
  return (
    plain[rule.operator]?.(rule) ??
    dayLine(rule) ??
    listLine(rule, kind) ??
    `${rule.field} ${cel(rule.operator)} ${literal(one(rule.value), kind)}`
  )
}

/** Whether a text must stand in parentheses beside others; one too many does no harm. */
const loose = (text: string) => /&&|\|\||\?/.test(text)

function inGroup(item: Rule | Group, alone: boolean, vocabulary: Vocabulary): string {
  if (isGroup(item)) {
    const inner = toCel(item, vocabulary)
    return alone || item.not || item.rules.length < 2 ? inner : `(${inner})`
  }
  const text = line(item, vocabulary)
  return !alone && loose(text) ? `(${text})` : text
}

/** The condition that a builder shows, as CEL text; everybody where it has no lines. */
export function toCel(group: Group, vocabulary: Vocabulary): string {
  const { combinator, not, rules } = group
  const alone = rules.length < 2
  const joined = rules
    .map((item) => inGroup(item, alone, vocabulary))
    .join(combinator === 'and' ? ' && ' : ' || ')
  const inner = joined || 'true'
  return not ? `!(${inner})` : inner
}
