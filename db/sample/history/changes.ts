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
  return [...assets(past), ...riskGrade(past), ...loan(past)]
}

/** A value stood until a day. */
interface Change {
  attribute: string
  day: string
  before: FactValue
}

const told = ({ asOf }: Past, day: string) => day > firstDay(asOf) && day < asOf

/** The value before stands from two years ago on, the one of now from the day it changed. */
function changed(past: Past, { attribute, day, before }: Change): DatedFact[] {
  const now = past.facts[attribute]
  if (now === undefined || !told(past, day)) return []
  return [
    { attribute, at: `${firstDay(past.asOf)}${SINCE_NOON}`, value: before },
    { attribute, at: momentOn(day, past), value: now },
  ]
}

/** What came in or went out with the last transaction, and how funds went since; all that they have goes with both. */
function assets(past: Past): DatedFact[] {
  const changes = [deposit(past), fund(past)].flatMap((change) => (change ? changed(past, change) : []))
  const now = Number(past.facts.total_assets)
  const days = changes.filter((_, n) => n % 2 === 1).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const steps = days.map(({ attribute, at, value }) => {
    const before = changes.find((one) => one.attribute === attribute)
    return { at, by: Number(value) - Number(before?.value) }
  })
  let total = now - steps.reduce((sum, { by }) => sum + by, 0)
  if (steps.length === 0 || !(total > 0)) return changes
  const dated = (at: string) => ({ attribute: 'total_assets', at, value: total })
  const first = dated(`${firstDay(past.asOf)}${SINCE_NOON}`)
  const then = steps.map(({ at, by }) => {
    total += by
    return dated(at)
  })
  return [...changes, first, ...then]
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
function riskGrade(past: Past): DatedFact[] {
  const { facts, chance } = past
  const [grade, day] = [Number(facts.risk_grade), dayOf(facts, 'risk_assessed_on')]
  if (day === undefined || !(grade >= 1) || chance.unit() >= 1 / 3) return []
  return changed(past, { attribute: 'risk_grade', day, before: grade === 1 ? 2 : grade - 1 })
}

/** A few have paid a housing loan off, or taken one, within the year. */
function loan(past: Past): DatedFact[] {
  const { facts, asOf, chance } = past
  if (typeof facts.housing_loan !== 'boolean' || chance.unit() >= 0.05) return []
  const day = addDays(asOf, -chance.whole(1, 365))
  return changed(past, { attribute: 'housing_loan', day, before: !facts.housing_loan })
}
