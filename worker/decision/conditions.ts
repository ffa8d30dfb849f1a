import { type ASTNode, Environment, type ParseResult, serialize } from '@marcbachmann/cel-js'
import type { Attribute, PageField } from '../contract/catalogue.ts'
import { type ZoneClock, zoneClock } from './clock.ts'
import { CustomerFacts, celTypes, HoldingFacts, holdingFields, PageFacts } from './facts.ts'
import { fullName, nodes, type Reference, references, unique } from './names.ts'

/** What a rule may name: attributes and, where it is asked on a page, page fields. */
export interface Vocabulary {
  catalogue: readonly Attribute[]
  pageFields: readonly PageField[]
  /** IANA zone. */
  timeZone: string
}

/** The vocabulary made ready for parsing and checking. */
export interface ConditionEnvironment {
  vocabulary: Vocabulary
  clock: ZoneClock
  cel: Environment
}

/** What a condition is evaluated over. `page` is absent where no page is read. */
export type Scope = { customer: CustomerFacts; page?: PageFacts; now: Date }

/** `unknown` without a missing name is a defect of the rule, such as a division by zero. */
export interface Answer {
  value: boolean | 'unknown'
  /** Full names: `customer.x`, `page.x`. */
  missing: string[]
}

export interface CompiledCondition {
  /** Bare names of the attributes of the customer in the text, in order of appearance. */
  basis: string[]
  evaluate(scope: Scope): Answer
}

/** Throws a RangeError on a time zone that does not exist. Leave `pageFields` empty to refuse `page.*`. */
export function conditionEnvironment(vocabulary: Vocabulary): ConditionEnvironment {
  const clock = zoneClock(vocabulary.timeZone)
  const time = 'google.protobuf.Timestamp'
  const between = (count: ZoneClock['daysBetween']) => (from: Date, to: Date) => BigInt(count(from, to))
  const cel = new Environment()
    .registerType('Holding', { ctor: HoldingFacts, fields: holdingFields })
    .registerType('Customer', { ctor: CustomerFacts, fields: fieldTypes(vocabulary.catalogue) })
    .registerType('Page', { ctor: PageFacts, fields: fieldTypes(vocabulary.pageFields) })
    .registerVariable('customer', 'Customer')
    .registerVariable('now', time)
    .registerFunction(`daysBetween(${time}, ${time}): int`, between(clock.daysBetween))
    .registerFunction(`monthsBetween(${time}, ${time}): int`, between(clock.monthsBetween))
  if (vocabulary.pageFields.length > 0) cel.registerVariable('page', 'Page')
  return { vocabulary, clock, cel }
}

function fieldTypes(declared: readonly (Attribute | PageField)[]): Record<string, string> {
  return Object.fromEntries(declared.map(({ name, type }) => [name, celTypes[type]]))
}

/** Compiles a text in which `checkCondition` found no fault. Throws the library's error on any other. */
export function compileCondition(text: string, env: ConditionEnvironment): CompiledCondition {
  const { ast } = env.cel.parse(text)
  const customer = references(ast).filter(({ scope }) => scope === 'customer')
  const part = divide(ast, env)
  return { basis: unique(customer.map(({ name }) => name)), evaluate: (scope) => answer(part, scope) }
}

/** A condition by its `&&`, `||` and `!`, so that what is unknown can say which of its parts misses what. */
type Part =
  | { kind: 'all' | 'any'; parts: Part[] }
  | { kind: 'not'; part: Part }
  | { kind: 'leaf'; program: ParseResult; needs: Reference[]; strict: boolean }

function divide(node: ASTNode, env: ConditionEnvironment): Part {
  if (node.op === '&&') return { kind: 'all', parts: node.args.map((side) => divide(side, env)) }
  if (node.op === '||') return { kind: 'any', parts: node.args.map((side) => divide(side, env)) }
  if (node.op === '!_') return { kind: 'not', part: divide(node.args, env) }
  const needs = references(node).filter(({ guarded }) => !guarded)
  return { kind: 'leaf', program: env.cel.parse(serialize(node)), needs, strict: isStrict(node) }
}

const lenient: readonly string[] = ['?:', '&&', '||']
const macros: readonly string[] = ['has', 'all', 'exists', 'exists_one', 'filter', 'map']

/** True where one missing fact leaves no answer whatever the rest: no branch and no loop may step around it. */
function isStrict(node: ASTNode): boolean {
  return nodes(node).every(
    ({ op, args }) =>
      !lenient.includes(op) && !((op === 'call' || op === 'rcall') && macros.includes(args[0])),
  )
}

/** Kleene's three values, the same that CEL gives by letting a known side of `&&` and `||` decide over an error. */
function answer(part: Part, scope: Scope): Answer {
  if (part.kind === 'leaf') return leafAnswer(part, scope)
  if (part.kind === 'not') {
    const { value, missing } = answer(part.part, scope)
    return { value: value === 'unknown' ? value : !value, missing }
  }
  const decisive = part.kind === 'any'
  const sides = part.parts.map((side) => answer(side, scope))
  if (sides.some(({ value }) => value === decisive)) return { value: decisive, missing: [] }
  const unknown = sides.filter(({ value }) => value === 'unknown')
  if (unknown.length === 0) return { value: !decisive, missing: [] }
  return { value: 'unknown', missing: unique(unknown.flatMap(({ missing }) => missing)) }
}

/** Asked beforehand what it misses: thousands of thrown errors would cost more than all the rest of a decision. */
function leafAnswer({ program, needs, strict }: Part & { kind: 'leaf' }, scope: Scope): Answer {
  const absent = needs.filter(({ scope: of, name }) => scope[of]?.[name] === undefined)
  if (!(strict && absent.length > 0)) {
    try {
      return { value: program(scope) === true, missing: [] }
    } catch {}
  }
  return { value: 'unknown', missing: unique(absent.map(fullName)) }
}
