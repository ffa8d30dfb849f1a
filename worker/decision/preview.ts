import type { Decision } from '../contract/decision.ts'
import type { ItemRef } from '../contract/item.ts'
import type { PreviewCounts } from '../contract/preview.ts'
import type { CompiledPlaybook } from './compile.ts'
import type { CompiledCondition } from './conditions.ts'
import { decide, scopeOf, soundInput } from './decide.ts'
import type { DecisionInput } from './input.ts'
import { tally } from './preview-counts.ts'
import { type Standing, standingOf } from './standing.ts'

/** The playbook in force and the same with one item changed, both ready to decide. */
export interface PreviewPair {
  before: CompiledPlaybook
  after: CompiledPlaybook
  item: ItemRef
  /** Counted each for itself; compiled over the changed playbook. */
  conditions: readonly CompiledCondition[]
}

/** One customer's question to each of the two. */
export interface PreviewInputs {
  before: DecisionInput
  after: DecisionInput
}

/** What was decided with the change in it, and how the item stands there. */
export interface Previewed {
  decision: Decision
  standing: Standing['outcome']
}

/** Decides for one customer by both playbooks and adds what came of it to the counts. */
export function previewCustomer(pair: PreviewPair, inputs: PreviewInputs, counts: PreviewCounts): Previewed {
  const before = decide(pair.before, inputs.before)
  const after = decide(pair.after, inputs.after)
  const stood = standing(pair, inputs, before, after)
  counts.customers += 1
  countStanding(counts, stood.after, after)
  if (stood.before.outcome === 'hit') counts.hitBefore += 1
  countTips(counts, pair.item, before, after)
  countConditions(pair, inputs.after, counts)
  return { decision: after, standing: stood.after.outcome }
}

/** Items that are not decided by themselves, such as a threshold, count where they change what is decided. */
function standing({ before, after, item }: PreviewPair, inputs: PreviewInputs, was: Decision, is: Decision) {
  if (item.kind === 'tip' || item.kind === 'segment' || item.kind === 'check')
    return {
      before: standingOf(before, item, inputs.before, was),
      after: standingOf(after, item, inputs.after, is),
    }
  const nothing: Standing = { outcome: 'out', missing: [] }
  return { before: nothing, after: same(was, is) ? nothing : ({ outcome: 'hit', missing: [] } as Standing) }
}

const told = ({ tips, segments, checks }: Decision): string =>
  JSON.stringify([
    tips.map(({ id, interrupts }) => [id, interrupts]),
    segments.map(({ id }) => id),
    checks.map(({ id, verdict }) => [id, verdict]),
  ])

const same = (a: Decision, b: Decision): boolean => told(a) === told(b)

function countStanding(
  counts: PreviewCounts,
  { outcome, missing, reason }: Standing,
  { segments }: Decision,
): void {
  if (reason) tally(counts.reasons, reason)
  if (outcome === 'hit') {
    counts.hit += 1
    tally(counts.segments, segments[0]?.id ?? '')
  }
  if (outcome !== 'unknown') return
  counts.unknown += 1
  for (const name of missing) tally(counts.missing, name)
}

/** What stands first before and after, and what stands above the tip. */
function countTips(
  counts: PreviewCounts,
  { kind, itemId }: ItemRef,
  before: Decision,
  after: Decision,
): void {
  counts.shownBefore += before.tips.length
  counts.shownAfter += after.tips.length
  const [was, is] = [before.tips[0]?.id, after.tips[0]?.id]
  if (was !== undefined) tally(counts.firstBefore, was)
  if (was !== undefined && was !== is) tally(counts.displaced, was)
  if (kind !== 'tip') return
  if (is === itemId) counts.first += 1
  const place = after.tips.findIndex(({ id }) => id === itemId)
  for (let at = 0; at < place; at++) tally(counts.above, after.tips[at]?.id ?? '')
}

function countConditions(
  { after, conditions }: PreviewPair,
  given: DecisionInput,
  counts: PreviewCounts,
): void {
  if (conditions.length === 0) return
  const scope = scopeOf(after, soundInput(after, given))
  for (const [at, condition] of conditions.entries())
    if (condition.evaluate(scope).value === true) counts.conditions[at] = (counts.conditions[at] ?? 0) + 1
}
