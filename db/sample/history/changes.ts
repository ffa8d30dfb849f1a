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
  return [...deposits(past), ...riskGrade(past), ...loan(past)]
}

/** The value before stands from two years ago on, the one of now from the day it changed. */
function changed(past: Past, attribute: string, day: string, before: FactValue): DatedFact[] {
  const now = past.facts[attribute]
  if (now === undefined || day <= firstDay(past.asOf) || day >= past.asOf) return []
  return [
    { attribute, at: `${firstDay(past.asOf)}${SINCE_NOON}`, value: before },
    { attribute, at: momentOn(day, past), value: now },
  ]
}

/** What came in or went out with the last transaction; all that they have goes with it. */
function deposits(past: Past): DatedFact[] {
  const { facts, chance } = past
  const [balance, total] = [Number(facts.deposit_balance), Number(facts.total_assets)]
  const day = dayOf(facts, 'last_transaction_on')
  if (day === undefined || !(balance > 0)) return []
  const before = Math.round((balance * (0.5 + chance.unit())) / 100) * 100
  const all = total - balance + before
  return [
    ...changed(past, 'deposit_balance', day, before),
    ...(all > 0 ? changed(past, 'total_assets', day, all) : []),
  ]
}

/** Of the latest assessment every third comes to another grade than the one before. */
function riskGrade(past: Past): DatedFact[] {
  const { facts, chance } = past
  const [grade, day] = [Number(facts.risk_grade), dayOf(facts, 'risk_assessed_on')]
  if (day === undefined || !(grade >= 1) || chance.unit() >= 1 / 3) return []
  return changed(past, 'risk_grade', day, grade === 1 ? 2 : grade - 1)
}

/** A few have paid a housing loan off, or taken one, within the year. */
function loan(past: Past): DatedFact[] {
  const { facts, asOf, chance } = past
  if (typeof facts.housing_loan !== 'boolean' || chance.unit() >= 0.05) return []
  return changed(past, 'housing_loan', addDays(asOf, -chance.whole(1, 365)), !facts.housing_loan)
}
