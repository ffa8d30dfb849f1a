import { eachBit, hasBit } from './bits.ts'
import type { CompiledTip } from './compile.ts'
import type { Matches } from './condition-index.ts'
import type { Removal, StepInput } from './step.ts'
import { candidates, removalOf, scored, unknownAt } from './tips.ts'
import { validTips } from './valid-tips.ts'

/** A tip that is shown, by the two things that give it its place. */
export interface Ranked {
  id: string
  score: number
}

/** One tip among the others: what counting needs of a decision, without making one. */
export interface Ranking {
  /** The tip where it is shown; why it is not; undefined where it is not for this moment or its eligibility is false. */
  own: Ranked | Removal | undefined
  /** The others that are shown. */
  others: Ranked[]
}

/** Takes every tip through the steps as a decision does. */
export function rank(itemId: string, at: StepInput, matches: Matches): Ranking {
  const { compiled } = at
  const ranking: Ranking = { own: undefined, others: [] }
  eachBit(candidates(matches, validTips(at).valid), 0, compiled.tips.length, (place) => {
    const one = compiled.tips[place] as CompiledTip
    const own = one.tip.id === itemId
    const known = hasBit(matches.yes, place)
    if (!own && !known) return
    const removal = known ? removalOf(one, at) : unknownAt(place, at)
    if (own) ranking.own = removal ?? ranked(one)
    else if (!removal) ranking.others.push(ranked(one))
  })
  return ranking
}

/** The same for every customer while propensity is what the tip states: made once. */
const known = new WeakMap<CompiledTip, Ranked>()

/** A tip by what it states. */
export function ranked(one: CompiledTip): Ranked {
  const before = known.get(one)
  if (before) return before
  const { id, score } = scored(one, one.tip.score.propensity)
  known.set(one, { id, score })
  return { id, score }
}

/** True where the first stands above the second. */
export const above = (a: Ranked, b: Ranked): boolean =>
  a.score > b.score || (a.score === b.score && a.id < b.id)

/** The one that stands above all others. */
export function best(all: readonly Ranked[]): Ranked | undefined {
  let first = all[0]
  for (const one of all) if (first && above(one, first)) first = one
  return first
}
