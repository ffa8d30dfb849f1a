import type { Facts } from '../contract/catalogue.ts'
import { LIFE_RULES, type LifeStage, VULNERABILITY_DRIVERS } from '../contract/segment-groups.ts'

/** What a customer did within a year before the moment of the run. Amounts in smallest units. */
export interface Activity {
  /** Transactions of the last 90 days, and of the 275 days before. */
  recent: number
  before: number
  /** Debited and credited within 90 days. */
  out: number
  in: number
  /** Products closed within 90 days. */
  closed: number
  /** ISO time of the last transaction; null: none within a year. */
  last: string | null
}

export interface Situation {
  facts: Facts
  /** Null where no transaction of the customer is known at all. */
  activity: Activity | null
  /** ISO time. */
  asOf: string
}

/** Facts that stages and vulnerability rest on. */
export const LIFE_FACTS = [
  ...['deposit_balance', 'account_opened_on', 'last_transaction_on'],
  ...VULNERABILITY_DRIVERS,
]

export type LifeRuleId = (typeof LIFE_RULES)[number]['rule']

const DAY = 86_400_000
const RECENT_DAYS = 90
const BEFORE_DAYS = 275
const LONG_DAYS = 180
/** Smallest flow that counts, in smallest units. */
const LEAST_FLOW = 100_000
const SHARE = 0.3
const ENOUGH_BEFORE = 18
const SOME_BEFORE = 6

/** Each rule holds, does not, or cannot be told (undefined), which counts as not holding. */
const holds: Record<LifeRuleId, (one: Situation) => boolean | null | undefined> = {
  closed: ({ activity }) => activity && activity.closed > 0,
  outflow: (one) => flows(one, ({ out, in: into }) => out - into),
  fewer: ({ activity }) =>
    activity && activity.before >= ENOUGH_BEFORE && activity.recent < 0.5 * baseline(activity),
  silent: (one) => (daysSinceUse(one) ?? 0) > LONG_DAYS,
  opened: ({ facts, asOf }) => (daysSince(facts.account_opened_on, asOf) ?? LONG_DAYS) < LONG_DAYS,
  inflow: (one) => flows(one, ({ out, in: into }) => into - out),
  more: ({ activity }) =>
    activity && activity.before >= SOME_BEFORE && activity.recent >= 1.5 * baseline(activity),
  steady: (one) => (daysSinceUse(one) ?? LONG_DAYS + 1) <= LONG_DAYS,
}

/** Transactions a customer had in 90 days before the last 90, on the mean. */
const baseline = ({ before }: Activity) => (before / BEFORE_DAYS) * RECENT_DAYS

/** Whether so much moved one way that it is a good part of what lay there before. */
function flows({ facts, activity }: Situation, net: (activity: Activity) => number): boolean | undefined {
  const balance = facts.deposit_balance
  if (!activity || typeof balance !== 'number') return undefined
  const moved = net(activity)
  const before = balance + activity.out - activity.in
  return moved >= LEAST_FLOW && moved >= SHARE * Math.max(before, 0)
}

function daysSince(day: unknown, asOf: string): number | undefined {
  const from = typeof day === 'string' ? Date.parse(day.slice(0, 10)) : Number.NaN
  return Number.isNaN(from) ? undefined : (Date.parse(asOf.slice(0, 10)) - from) / DAY
}

const daysSinceUse = ({ facts, activity, asOf }: Situation) =>
  daysSince(activity?.last ?? facts.last_transaction_on, asOf)

/** The stage of a customer and the rule that says so; null where none can tell. */
export function lifeStage(one: Situation): { stage: LifeStage; rule: LifeRuleId } | null {
  const found = LIFE_RULES.find(({ rule }) => holds[rule](one) === true)
  return found ? { stage: found.stage, rule: found.rule } : null
}

/** True where a driver of vulnerability is known, false where all four are known not to be, else null: unknown. */
export function vulnerable(facts: Facts): boolean | null {
  const known = VULNERABILITY_DRIVERS.map((name) => facts[name])
  if (known.includes(true)) return true
  return known.every((value) => value === false) ? false : null
}
