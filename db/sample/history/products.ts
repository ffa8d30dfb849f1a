import { addDays } from '../../import/dates.ts'
import { dayOf, firstDay, momentOn, type Past, type PastEvent, someDays } from './past.ts'

const PAGES = ['maturity', 'rates', 'wealth', 'transfer-limit'] as const
/** Some have the app open several times a day. */
const ALL_DAY = 1 / 250

/** What was looked at in the app, by those who use it. */
export function makeLooks(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  if (facts.app_active !== true) return []
  const count = past.looks ?? (chance.unit() < ALL_DAY ? chance.whole(2_000, 3_500) : chance.whole(2, 40))
  return someDays(past, firstDay(asOf), addDays(asOf, -1), count).map((day) => ({
    ...{ at: momentOn(day, past), channel: 'app', kind: 'app_viewed', amount: null },
    detail: { page: chance.one(PAGES) },
  }))
}

/** A deposit that has come to its day, a loan that runs, a card: as the facts know them. */
export function makeProducts(past: Past): PastEvent[] {
  return [...matured(past), ...granted(past), ...issued(past)]
}

function matured(past: Past): PastEvent[] {
  const { facts, asOf } = past
  const [day, amount] = [dayOf(facts, 'term_deposit_matures_on'), facts.term_deposit_balance]
  if (day === undefined || day > asOf || typeof amount !== 'number') return []
  return [{ at: day, channel: 'core', kind: 'deposit_matured', amount, detail: {} }]
}

/** One that is running was granted within its months; of one that has ended the day is too long ago. */
function granted(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  const [amount, payment] = [facts.loan_amount, facts.loan_payment]
  const runs = facts.loan_status === 'C' || facts.loan_status === 'D'
  if (!runs || typeof amount !== 'number' || typeof payment !== 'number') return []
  const months = Math.round(amount / payment)
  const at = momentOn(addDays(asOf, -chance.whole(30, Math.min(700, months * 30))), past)
  return [{ at, channel: 'loans', kind: 'loan_granted', amount, detail: { months } }]
}

function issued(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  const day = addDays(asOf, -chance.whole(20, 1_400))
  if (facts.card_type === undefined || day < firstDay(asOf)) return []
  return [{ at: momentOn(day, past), channel: 'cards', kind: 'card_issued', amount: null, detail: {} }]
}
