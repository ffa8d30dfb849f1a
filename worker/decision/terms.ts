import { type Literal, negated } from './literals.ts'
import type { Part } from './parts.ts'

/** One way in which a condition holds: all literals and all of the rest. */
export interface Term {
  literals: Literal[]
  /** What the index cannot hold and is asked directly. */
  rest: Part[]
}

/** More ways than this are not worth their places in the index. */
const MOST_TERMS = 8

/**
 * A condition as "this or this or this" (disjunctive normal form). Kleene's logic distributes and has De Morgan's
 * laws, so the terms together answer exactly as the condition does, in all three values.
 */
export function termsOf(part: Part, positive = true): Term[] {
  if (part.kind === 'not') return termsOf(part.part, !positive)
  if (part.kind === 'literal')
    return [{ literals: [positive ? part.literal : negated(part.literal)], rest: [] }]
  if (part.kind === 'program') return [unindexed(part, positive)]
  const sides = part.parts.map((side) => ({ side, terms: termsOf(side, positive) }))
  return (part.kind === 'all') === positive
    ? conjunction(sides, positive)
    : disjunction(sides, part, positive)
}

type Side = { side: Part; terms: Term[] }

const unindexed = (part: Part, positive: boolean): Term => ({
  literals: [],
  rest: [positive ? part : { kind: 'not', part }],
})

/** A side that would make too many terms is asked directly; the others still stand in the index. */
function conjunction(sides: Side[], positive: boolean): Term[] {
  let all: Term[] = [{ literals: [], rest: [] }]
  for (const { side, terms } of sides) {
    const fits = all.length * terms.length <= MOST_TERMS
    const next = fits ? terms : [unindexed(side, positive)]
    all = all.flatMap((one) => next.map((two) => joined(one, two)))
  }
  return all
}

const joined = (a: Term, b: Term): Term => ({
  literals: [...a.literals, ...b.literals],
  rest: [...a.rest, ...b.rest],
})

function disjunction(sides: Side[], part: Part, positive: boolean): Term[] {
  const all = sides.flatMap(({ terms }) => terms)
  return all.length <= MOST_TERMS ? all : [unindexed(part, positive)]
}
