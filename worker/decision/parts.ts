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
  /** One missing name leaves no answer. */
  strict: boolean
}

/** A condition by its `&&`, `||` and `!`, so that what is unknown can say which of its parts misses what. */
export type Part =
  | { kind: 'all' | 'any'; parts: Part[] }
  | { kind: 'not'; part: Part }
  | { kind: 'literal'; literal: Literal }
  | Program

/** Kleene's three values, the same that CEL gives by letting a known side of `&&` and `||` decide over an error. */
export function truth(part: Part, scope: Scope): boolean | 'unknown' {
  switch (part.kind) {
    case 'literal':
      return holds(part.literal, scope.column(part.literal.column.id))
    case 'program':
      return scope.answer(part, () => programTruth(part, scope))
    case 'not': {
      const value = truth(part.part, scope)
      return value === 'unknown' ? value : !value
    }
    default:
      return joined(part.parts, part.kind === 'any', scope)
  }
}

function joined(parts: readonly Part[], decisive: boolean, scope: Scope): boolean | 'unknown' {
  let value: boolean | 'unknown' = !decisive
  for (const part of parts) {
    const side = truth(part, scope)
    if (side === decisive) return decisive
    if (side === 'unknown') value = side
  }
  return value
}

/** Asked beforehand what it misses: thousands of thrown errors would cost more than all the rest of a decision. */
function programTruth(program: Program, scope: Scope): boolean | 'unknown' {
  if (program.strict && absent(program, scope).length > 0) return 'unknown'
  try {
    return program.run(scope)
  } catch {
    return 'unknown'
  }
}

/** The truth, and where it is unknown the names behind that. */
export function answerOf(part: Part, scope: Scope): Answer {
  const value = truth(part, scope)
  return { value, missing: value === 'unknown' ? unique(missingIn(part, scope)) : [] }
}

/** Names behind the unknown leaves; what a known side decides misses nothing. */
function missingIn(part: Part, scope: Scope): string[] {
  if (truth(part, scope) !== 'unknown') return []
  if (part.kind === 'literal') return [part.literal.column.name]
  if (part.kind === 'program') return absent(part, scope).map(fullName)
  if (part.kind === 'not') return missingIn(part.part, scope)
  return part.parts.flatMap((side) => missingIn(side, scope))
}

function absent({ needs }: Program, scope: Scope): Reference[] {
  const bindings = scope.bindings()
  return needs.filter(({ scope: of, name }) => {
    const values = bindings[of] as Record<string, unknown> | undefined
    return values?.[name] === undefined
  })
}
