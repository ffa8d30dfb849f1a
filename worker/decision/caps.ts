import type { Outcome } from '../contract/outcome.ts'
import type { CategoryCap, Pause, TipCategory } from '../contract/playbook.ts'
import type { CompiledPlaybook, CompiledTip } from './compile.ts'
import type { DecisionInput, PastOutcome } from './input.ts'
import { type Removal, removedBy, type StepInput } from './step.ts'

const DAY = 86_400_000

/** Longest window of a cap or pause. Days; older answers need not be read. */
export const LONGEST_WINDOW = 366

/** One answer to a tip: when, of which category, whether it was a refusal. */
interface Answered {
  at: string
  category: TipCategory | undefined
  refused: boolean
}

/** Answers to tips, counted once a decision. Later ones count too: over a historical extract the as-of clock stands still. */
export interface CapLedger {
  now: number
  /** Moments of this customer's answers, by tip. */
  byTip: ReadonlyMap<string, string[]>
  /** Category caps of this customer and this agent that are reached, and pauses in force, by category. */
  reached: ReadonlyMap<TipCategory, 'cap-customer' | 'cap-agent' | 'paused'>
}

/** ISO instants in UTC with milliseconds stand in the order of time; parsing each would cost more than the rest. */
const daysBefore = (now: number, days: number) => new Date(now - days * DAY).toISOString()

const answers: readonly string[] = ['accepted', 'deferred', 'dismissed'] satisfies Outcome['kind'][]

export function capLedger(compiled: CompiledPlaybook, input: DecisionInput): CapLedger {
  const now = Date.parse(input.asOf)
  const [ofCustomer, ofAgent]: [Answered[], Answered[]] = [[], []]
  const byTip = new Map<string, string[]>()
  for (const one of input.outcomes) {
    if (one.subject !== 'tip' || !answers.includes(one.kind)) continue
    const answered = read(one, compiled)
    if (one.agent === input.agent.subject) ofAgent.push(answered)
    if (one.customerKey !== input.customerKey) continue
    ofCustomer.push(answered)
    const times = byTip.get(one.subjectId)
    if (times) times.push(answered.at)
    else byTip.set(one.subjectId, [answered.at])
  }
  const { caps, pauses } = compiled.playbook
  return { now, byTip, reached: reachedBy(caps, pauses, ofCustomer, ofAgent, now) }
}

function read({ subjectId, at, kind }: PastOutcome, { tipsById }: CompiledPlaybook): Answered {
  const category = tipsById.get(subjectId)?.tip.category
  return { at, category, refused: kind === 'dismissed' }
}

function reachedBy(
  caps: readonly CategoryCap[],
  pauses: readonly Pause[],
  ofCustomer: readonly Answered[],
  ofAgent: readonly Answered[],
  now: number,
) {
  const reached = new Map<TipCategory, 'cap-customer' | 'cap-agent' | 'paused'>()
  const close = (categories: readonly TipCategory[], reason: 'cap-customer' | 'cap-agent' | 'paused') => {
    for (const category of categories) if (!reached.has(category)) reached.set(category, reason)
  }
  for (const pause of pauses) if (paused(pause, ofCustomer, now)) close(pause.categories, 'paused')
  for (const cap of caps) {
    const given = cap.per === 'customer' ? ofCustomer : ofAgent
    if (within(given, cap.categories, daysBefore(now, cap.days)).length < cap.max) continue
    close(cap.categories, cap.per === 'customer' ? 'cap-customer' : 'cap-agent')
  }
  return reached
}

const within = (all: readonly Answered[], categories: readonly TipCategory[], since: string): Answered[] =>
  all.filter(({ at, category }) => at > since && category !== undefined && categories.includes(category))

/** So many refusals within `days`, the last of them no longer than `days` ago. */
function paused({ categories, refusals, days }: Pause, all: readonly Answered[], now: number): boolean {
  const refused = within(all, categories, daysBefore(now, 2 * days))
    .filter((one) => one.refused)
    .map(({ at }) => Date.parse(at))
    .toSorted((a, b) => b - a)
  return refused.some((last, place) => {
    const first = refused[place + refusals - 1]
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
