import type { Decision } from '../contract/decision.ts'
import type { ItemRef } from '../contract/item.ts'
import type { PreviewCounts } from '../contract/preview.ts'
import type { CompiledPlaybook } from './compile.ts'
import type { CompiledCondition } from './conditions.ts'
import { decide, scopeOf, soundInput } from './decide.ts'
import type { DecisionInput } from './input.ts'
import { tally } from './preview-counts.ts'
import { previewTip } from './preview-tip.ts'
import type { Scope } from './scope.ts'
import { checkStanding, HIT, OUT, type Standing, segmentStanding } from './standing.ts'

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

/** A question made ready: without facts that cannot be, and as conditions see it. */
export interface Asked {
  compiled: CompiledPlaybook
  input: DecisionInput
  scope: Scope
}

/** Adds to the counts what deciding by both playbooks gives for one customer, and says how the item stands after. */
export function previewCustomer(
  pair: PreviewPair,
  inputs: PreviewInputs,
  counts: PreviewCounts,
): Standing['outcome'] {
  const before = asked(pair.before, inputs.before)
  const after = asked(pair.after, inputs.after)
  counts.customers += 1
  for (const [at, condition] of pair.conditions.entries())
    if (condition.evaluate(after.scope).value === true)
      counts.conditions[at] = (counts.conditions[at] ?? 0) + 1
  const { outcome, missing, reason } =
    pair.item.kind === 'tip'
      ? previewTip(pair.item.itemId, before, after, counts)
      : previewOther(pair.item, before, after, counts)
  if (reason) tally(counts.reasons, reason)
  if (outcome === 'hit') counts.hit += 1
  if (outcome !== 'unknown') return outcome
  counts.unknown += 1
  for (const name of missing) tally(counts.missing, name)
  return outcome
}

function asked(compiled: CompiledPlaybook, given: DecisionInput): Asked {
  const input = soundInput(compiled, given)
  return { compiled, input, scope: scopeOf(compiled, input) }
}

/** Whole decisions: few changes are of this kind, and what they move is not known beforehand. */
function previewOther(item: ItemRef, before: Asked, after: Asked, counts: PreviewCounts): Standing {
  const [was, is] = [before, after].map(({ compiled, input }) => decide(compiled, input)) as [
    Decision,
    Decision,
  ]
  countTips(counts, was, is)
  const standing = standingOf(item, after) ?? (same(was, is) ? OUT : HIT)
  if (standing.outcome === 'hit') tally(counts.segments, is.segments[0]?.id ?? '')
  if (standingOf(item, before)?.outcome === 'hit') counts.hitBefore += 1
  return standing
}

/** Undefined for items that are not decided by themselves, such as a threshold: they count where they change what is. */
function standingOf({ kind, itemId }: ItemRef, { compiled, input, scope }: Asked): Standing | undefined {
  if (kind === 'segment') return segmentStanding(compiled, itemId, scope)
  return kind === 'check' ? checkStanding(compiled, itemId, input, scope) : undefined
}

function countTips(counts: PreviewCounts, { tips: before }: Decision, { tips: after }: Decision): void {
  counts.shownBefore += before.length
  counts.shownAfter += after.length
  const [was, is] = [before[0]?.id, after[0]?.id]
  if (was !== undefined) tally(counts.firstBefore, was)
  if (was !== undefined && was !== is) tally(counts.displaced, was)
}

const told = ({ tips, segments, checks }: Decision): string =>
  JSON.stringify([
    tips.map(({ id, interrupts }) => [id, interrupts]),
    segments.map(({ id }) => id),
    checks.map(({ id, verdict }) => [id, verdict]),
  ])

const same = (a: Decision, b: Decision): boolean => told(a) === told(b)
