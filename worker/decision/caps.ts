import type { Outcome } from '../contract/outcome.ts'
import type { CategoryCap, Pause, Playbook, TipCategory } from '../contract/playbook.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { DecisionInput, PastOutcome } from './input.ts'
import { listIn } from './lists.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'

const DAY = 86_400_000

/** Longest window of a cap or pause. Days; older answers need not be read. */
export const LONGEST_WINDOW = 366

/** The longest window over which one agent's answers to tips are counted. Days; 0 where no cap is per agent. */
export function agentWindow({ caps }: Playbook): number {
  return Math.max(0, ...caps.filter(({ per }) => per === 'agent').map(({ days }) => days))
}

type Closed = 'cap-customer' | 'cap-agent' | 'paused'

/** Answers to tips, counted once a decision. Later ones count too: over a historical extract the as-of clock stands still. */
export interface CapLedger {
  now: number
  /** Moments of this customer's answers, by tip. */
  byTip: ReadonlyMap<string, string[]>
  /** Category caps of this customer and this agent that are reached, and pauses in force, by category. */
  reached: ReadonlyMap<TipCategory, Closed>
}

/** Refusals of a category by this customer: when (ms). */
type Refusals = Map<TipCategory, number[]>

/** ISO instants in UTC with milliseconds stand in the order of time; parsing each would cost more than the rest. */
const daysBefore = (now: number, days: number) => new Date(now - days * DAY).toISOString()

/** A cap and how many answers it has counted. */
type Count = { cap: CategoryCap; since: string; given: number }

export function capLedger(compiled: CompiledPlaybook, input: DecisionInput): CapLedger {
  const now = Date.parse(input.asOf)
  if (input.outcomes.length === 0) return { now, byTip: new Map(), reached: new Map() }
  const { caps, pauses } = compiled.playbook
  const counts = caps.map((cap) => ({ cap, since: daysBefore(now, cap.days), given: 0 }))
  const refusals: Refusals = new Map()
  const byTip = new Map<string, string[]>()
  for (const one of input.outcomes) {
    if (one.subject !== 'tip' || !isAnswer(one.kind)) continue
    const category = compiled.tipsById.get(one.subjectId)?.tip.category
    const own = one.customerKey === input.customerKey
    if (category) count(counts, category, one, own, one.agent === input.agent.subject)
    if (category && own && one.kind === 'dismissed') listIn(refusals, category).push(Date.parse(one.at))
    if (own) listIn(byTip, one.subjectId).push(one.at)
  }
  return { now, byTip, reached: reachedBy(counts, pauses, refusals, now) }
}

function isAnswer(kind: Outcome['kind']): boolean {
  return kind === 'accepted' || kind === 'deferred' || kind === 'dismissed'
}

function count(
  counts: Count[],
  category: TipCategory,
  { at }: PastOutcome,
  own: boolean,
  agents: boolean,
): void {
  for (const one of counts) {
    const counted = one.cap.per === 'customer' ? own : agents
    if (counted && at > one.since && one.cap.categories.includes(category)) one.given += 1
  }
}

function reachedBy(
  counts: readonly Count[],
  pauses: readonly Pause[],
  refusals: Refusals,
  now: number,
): ReadonlyMap<TipCategory, Closed> {
  const reached = new Map<TipCategory, Closed>()
  const close = (categories: readonly TipCategory[], reason: Closed) => {
    for (const category of categories) if (!reached.has(category)) reached.set(category, reason)
  }
  for (const pause of pauses) if (paused(pause, refusals, now)) close(pause.categories, 'paused')
  for (const { cap, given } of counts) {
    if (given >= cap.max) close(cap.categories, cap.per === 'customer' ? 'cap-customer' : 'cap-agent')
  }
  return reached
}

/** So many refusals within `days`, the last of them no longer than `days` ago. */
function paused({ categories, refusals: most, days }: Pause, refusals: Refusals, now: number): boolean {
  const refused = categories.flatMap((category) => refusals.get(category) ?? []).toSorted((a, b) => b - a)
  return refused.some((last, place) => {
    const first = refused[place + most - 1]
    return last > now - days * DAY && first !== undefined && first > last - days * DAY
  })
}

/** The tip's own cap, then pauses and caps of its category. */
export function caps({ tip }: CompiledTip, { ledger }: Pick<StepInput, 'ledger'>): Removal | undefined {
  const answered = ledger.byTip.get(tip.id)
  if (answered && answered.length >= tip.cap.max) {
    const since = daysBefore(ledger.now, tip.cap.days)
    if (answered.filter((at) => at > since).length >= tip.cap.max) return removedBy('cap-tip')
  }
  const reason = ledger.reached.get(tip.category)
  return reason && removedBy(reason)
}
