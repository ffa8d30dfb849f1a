import { both, complement } from './accepted.ts'
import { type Demand, demandsOf } from './column-index.ts'
import { isEmpty } from './contradiction.ts'
import type { Part } from './parts.ts'
import { type Term, termsOf } from './terms.ts'

/** A condition, or where it is known not to hold. */
export interface Given {
  part: Part
  holds: boolean
}

/**
 * True only where whatever makes the first so makes the second hold too. It sees comparisons with constants, one column
 * at a time; what rests on anything else is taken as different, so that false says nothing.
 */
export function implies({ part, holds }: Given, then: Part): boolean {
  const [causes, effects] = [termsOf(part, holds), termsOf(then)]
  return causes.every((cause) => effects.some((effect) => termImplies(cause, effect)))
}

function termImplies(cause: Term, effect: Term): boolean {
  if (!effect.rest.every((part) => cause.rest.includes(part))) return false
  const given = demandsOf(0, cause.literals)
  return [...demandsOf(0, effect.literals)].every(([column, demand]) => covers(given.get(column), demand))
}

/** Every value that the cause leaves, and its absence where it leaves that, is accepted. */
function covers(given: Demand | undefined, wanted: Demand): boolean {
  if (!given) return false
  if (given.missing === true && wanted.missing !== true) return false
  return isEmpty(both(given.accepted, complement(wanted.accepted)))
}
