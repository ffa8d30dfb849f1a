import type { PreviewCounts } from '../contract/preview.ts'
import { eachBit } from './bits.ts'
import type { CompiledPlaybook } from './compile.ts'
import type { Asked } from './preview.ts'
import { tally } from './preview-counts.ts'
import { above, best, type Ranked, rank, ranked } from './ranking.ts'
import { isShown, OUT, type Standing, tipStanding } from './standing.ts'
import { stepInput } from './tips.ts'

/**
 * Counts a changed tip for one customer. The other tips fare alike with the change and without it, so that they are
 * taken through their steps once; only where the customer has answered this tip before, whose category such answers
 * count for, is the playbook in force asked as a whole too.
 */
export function previewTip(id: string, before: Asked, after: Asked, counts: PreviewCounts): Standing {
  const at = stepInput(after.compiled, after.input, after.scope)
  const matches = after.compiled.index.match(after.scope)
  const { own, others } = rank(id, at, matches)
  const shown = own && 'score' in own ? own : undefined
  if (shown) tally(counts.segments, headline(after.compiled, matches.yes))
  const answered = after.input.outcomes.some(({ subjectId }) => subjectId === id)
  const was = answered ? whole(id, before) : { own: ownBefore(id, before), others }
  count(counts, id, was, { own: shown, others })
  const one = after.compiled.tipsById.get(id)
  return one ? tipStanding(one, own, at) : OUT
}

/** The tip where it is shown, and all others that are. */
interface Shown {
  own: Ranked | undefined
  others: readonly Ranked[]
}

/** As the playbook in force has it, asked by itself. */
function ownBefore(id: string, { compiled, input, scope }: Asked): Ranked | undefined {
  const one = compiled.tipsById.get(id)
  if (!one || !isShown(one, stepInput(compiled, input, scope))) return undefined
  return ranked(one)
}

function whole(id: string, { compiled, input, scope }: Asked): Shown {
  const at = stepInput(compiled, input, scope)
  const { own, others } = rank(id, at, compiled.index.match(scope))
  return { own: own && 'score' in own ? own : undefined, others }
}

function count(counts: PreviewCounts, id: string, was: Shown, is: Shown): void {
  const [before, after] = [first(was), first(is)]
  counts.shownBefore += was.others.length + (was.own ? 1 : 0)
  counts.shownAfter += is.others.length + (is.own ? 1 : 0)
  if (was.own) counts.hitBefore += 1
  if (before !== undefined) tally(counts.firstBefore, before)
  if (before !== undefined && before !== after) tally(counts.displaced, before)
  if (after === id) counts.first += 1
  else if (is.own) for (const other of is.others) if (above(other, is.own)) tally(counts.above, other.id)
}

function first({ own, others }: Shown): string | undefined {
  const top = best(others)
  return own && (!top || above(own, top)) ? own.id : top?.id
}

/** '' where no segment holds. */
function headline({ tips, segments }: CompiledPlaybook, yes: Uint32Array): string {
  let id: string | undefined
  eachBit(yes, tips.length, tips.length + segments.length, (at) => {
    id ??= segments[at - tips.length]?.segment.id
  })
  return id ?? ''
}
