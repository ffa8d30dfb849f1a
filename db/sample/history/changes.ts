import type { Facts, FactValue } from '../../../worker/contract/catalogue.ts'
import { addDays } from '../../import/dates.ts'
import { chanceFrom, dayOf, firstDay, momentOn, type Past } from './past.ts'

/** What a fact was from a moment on. */
export interface DatedFact {
  attribute: string
  /** In UTC. */
  at: string
  value: FactValue
}

const SINCE_NOON = 'T12:00:00.000Z'

/**
 * What some facts of a customer were before, and since when they are what they are; made up from seed, number and facts alone.
 * @param asOf ISO day
 */
export function factsBefore(seed: string, number: string, facts: Facts, asOf: string): DatedFact[] {
  const past = { facts, asOf, chance: chanceFrom(`${seed}|${number}|changes`) }
  const others = told(past, [riskGrade(past), loan(past)])
  return [...assets(past), ...others.flatMap((change) => dated(past, change))]
}

/** A value stood until a day. */
interface Change {
  attribute: string
  day: string
  before: FactValue
}

const longAgo = ({ asOf }: Past): string => `${firstDay(asOf)}${SINCE_NOON}`

interface DatedChange extends Change {
  /** In UTC. */
  at: string
}

/** Those of a known fact, on a day that is neither today nor before all that is told. */
const told = (past: Past, changes: readonly (Change | null)[]): DatedChange[] =>
  changes
    .filter((one) => one !== null)
    .filter(({ attribute }) => past.facts[attribute] !== undefined)
    .filter(({ day }) => day > firstDay(past.asOf) && day < past.asOf)
    .map((one) => ({ ...one, at: momentOn(one.day, past) }))

/** The value before stands from two years ago on, the one of now from when it changed. */
const dated = (past: Past, { attribute, at, before }: DatedChange): DatedFact[] => [
  { attribute, at: longAgo(past), value: before },
  { attribute, at, value: past.facts[attribute] as FactValue },
]

/** What came in or went out with the last transaction, and how funds went since; all that they have goes with both. */
function assets(past: Past): DatedFact[] {
  const changes = told(past, [deposit(past), fund(past)]).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const parts = changes.flatMap((change) => dated(past, change))
  let value = Number(past.facts.total_assets)
  const totals = changes.toReversed().map(({ attribute, at, before }): DatedFact => {
    const after = { attribute: 'total_assets', at, value }
    value -= Number(past.facts[attribute]) - Number(before)
    return after
  })
  if (changes.length === 0 || !(value > 0)) return parts
  return [...parts, { attribute: 'total_assets', at: longAgo(past), value }, ...totals.toReversed()]
}

const rounded = (amount: number) => Math.round(amount / 100) * 100

function deposit({ facts, chance }: Past): Change | null {
  const [balance, day] = [Number(facts.deposit_balance), dayOf(facts, 'last_transaction_on')]
  if (day === undefined || !(balance > 0)) return null
  return { attribute: 'deposit_balance', day, before: rounded(balance * (0.5 + chance.unit())) }
}

function fund({ facts, asOf, chance }: Past): Change | null {
  const balance = Number(facts.fund_balance)
  if (!(balance > 0)) return null
  const before = rounded(balance * (0.9 + 0.2 * chance.unit()))
  return { attribute: 'fund_balance', day: addDays(asOf, -chance.whole(1, 7)), before }
}

/** Of the latest assessment every third comes to another grade than the one before. */
function riskGrade(past: Past): Change | null {
  const { facts, chance } = past
  const [grade, day] = [Number(facts.risk_grade), dayOf(facts, 'risk_assessed_on')]
  if (day === undefined || !(grade >= 1) || chance.unit() >= 1 / 3) return null
  return { attribute: 'risk_grade', day, before: grade === 1 ? 2 : grade - 1 }
}

/** A few have paid a housing loan off, or taken one, within the year. */
function loan(past: Past): Change | null {
  const { facts, asOf, chance } = past
  if (typeof facts.housing_loan !== 'boolean' || chance.unit() >= 0.05) return null
  const day = addDays(asOf, -chance.whole(1, 365))
  return { attribute: 'housing_loan', day, before: !facts.housing_loan }
}
