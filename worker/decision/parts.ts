import { holds, type Literal } from './literals.ts'
import { fullName, type Reference, unique } from './names.ts'
import type { Scope } from './scope.ts'

/** `unknown` without a missing name is a defect of the rule, such as a division by zero. */
export interface Answer {
  value: boolean | 'unknown'
  /** Full names: `customer.x`, `page.x`, `contact.x`. */
  missing: string[]
}

/** A leaf that only CEL itself can answer. */
export interface Program {
  kind: 'program'
  /** Throws where CEL has no answer. */
  run(scope: Scope): boolean
  needs: Reference[]
  /** Attributes of the customer of which it asks whether they are known. */
  asks: string[]
  /** One missing name leaves no answer. */
  strict: boolean
}

/** A condition by its `&&`, `||` and `!`, so that what is unknown can say which of its parts misses what. */
export type Part =
  | { kind: 'all' | 'any'; parts: Part[] }
  | { kind: 'not'; part: Part }
  | { kind: 'literal'; literal: Literal }
  | Program

/** True, false, or the names behind an unknown; none of them where the rule is at fault. */
type Told = boolean | readonly string[]

/** Kleene's three values, the same that CEL gives by letting a known side of `&&` and `||` decide over an error. */
export function truth(part: Part, scope: Scope): boolean | 'unknown' {
  const told = tell(part, scope)
  return typeof told === 'boolean' ? told : 'unknown'
}

/** The truth, and where it is unknown the names behind that. */
export function answerOf(part: Part, scope: Scope): Answer {
  const told = tell(part, scope)
  return typeof told === 'boolean'
    ? { value: told, missing: [] }
    : { value: 'unknown', missing: unique(told) }
}

function tell(part: Part, scope: Scope): Told {
  switch (part.kind) {
    case 'literal':
      return tellLiteral(part.literal, scope)
    case 'program':
      return scope.answer(part, () => tellProgram(part, scope))
    case 'not': {
      const told = tell(part.part, scope)
      return typeof told === 'boolean' ? !told : told
    }
    default:
      return tellJoined(part.parts, part.kind === 'any', scope)
  }
}

function tellLiteral(literal: Literal, scope: Scope): Told {
  const { column } = literal
  const value = scope.column(column)
  const told = value === undefined && isDoubt(literal, scope) ? 'unknown' : holds(literal, value)
  return told === 'unknown' ? column.names : told
}

/** `has(…)` of what is too old to be rested on. */
const isDoubt = ({ column: { fact } }: Literal, scope: Scope): boolean =>
  fact !== undefined && scope.isStale(fact.name)

/** What a known side decides misses nothing. */
function tellJoined(parts: readonly Part[], decisive: boolean, scope: Scope): Told {
  let missing: readonly string[] | undefined
  for (const part of parts) {
    const told = tell(part, scope)
    if (told === decisive) return decisive
    if (typeof told !== 'boolean') missing = missing ? [...missing, ...told] : told
  }
  return missing ?? !decisive
}

/** Asked beforehand what it misses: thousands of thrown errors would cost more than all the rest of a decision. */
function tellProgram(program: Program, scope: Scope): Told {
  const old = program.asks.filter((name) => scope.isStale(name))
  if (old.length > 0) return old.map((name) => `customer.${name}`)
  if (program.strict) {
    const missing = absent(program, scope)
    if (missing.length > 0) return missing
  }
  try {
    return program.run(scope)
  } catch {
    return absent(program, scope)
  }
}

function absent({ needs }: Program, scope: Scope): string[] {
  const bindings = scope.bindings()
  const without = needs.filter(({ scope: of, name }) => {
    const values = bindings[of] as Record<string, unknown> | undefined
    return values?.[name] === undefined
  })
  return without.map(fullName)
}
