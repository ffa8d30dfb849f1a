import { type ASTNode, Environment, type ParseResult, serialize } from '@marcbachmann/cel-js'
import type { Attribute, PageField } from '../contract/catalogue.ts'
import { type ZoneClock, zoneClock } from './clock.ts'
import { CustomerFacts, celTypes, HoldingFacts, holdingFields, PageFacts } from './facts.ts'
import { fullName, references, unique } from './names.ts'

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
  const program = env.cel.parse(text)
  const part = divide(program, env)
  const customer = references(program.ast).filter(({ scope }) => scope === 'customer')
  return {
    basis: unique(customer.map(({ name }) => name)),
    evaluate: (scope) => {
      const value = answer(program, scope)
      if (value !== 'unknown') return { value, missing: [] }
      return { value, missing: unique(missingIn(part, scope)) }
    },
  }
}

/** CEL itself lets a known side of `&&` and `||` decide over an error: Kleene's three values. */
function answer(program: ParseResult, scope: Scope): boolean | 'unknown' {
  try {
    return program(scope) === true
  } catch {
    return 'unknown'
  }
}

/** A condition by its `&&`, `||` and `!`, so that only the parts that are unknown are asked what they miss. */
interface Part {
  program: ParseResult
  parts: Part[]
  needs: { scope: 'customer' | 'page'; name: string }[]
}

function divide(program: ParseResult, env: ConditionEnvironment): Part {
  const parts = operands(program.ast).map((node) => divide(env.cel.parse(serialize(node)), env))
  return { program, parts, needs: references(program.ast).filter(({ guarded }) => !guarded) }
}

function operands(node: ASTNode): readonly ASTNode[] {
  if (node.op === '&&' || node.op === '||') return node.args
  return node.op === '!_' ? [node.args] : []
}

function missingIn(part: Part, scope: Scope): string[] {
  if (answer(part.program, scope) !== 'unknown') return []
  if (part.parts.length > 0) return part.parts.flatMap((inner) => missingIn(inner, scope))
  return part.needs.filter(({ scope: of, name }) => scope[of]?.[name] === undefined).map(fullName)
}
