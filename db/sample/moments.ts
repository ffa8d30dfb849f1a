import type { Facts } from '../../worker/contract/catalogue.ts'
import { addDays } from '../import/dates.ts'
import type { Draw } from './draw.ts'

/** An instant in the working hours of a day that is the same day from Prague to Shanghai. */
const moment = (draw: Draw, question: string, day: string): string =>
  `${day}T0${draw.whole(question, 2, 8)}:${draw.whole(`${question} minute`, 10, 59)}:00Z`

/**
 * When a customer was assessed, to the numbers and the last day that are known; in one of five cases the system of
 * record has the numbers alone. One in fifteen grades changed lately, and half of those are not confirmed yet. A few
 * customers have just signed for a private product.
 */
export function makeAssessments(draw: Draw, facts: Facts, asOf: string): Partial<Facts> {
  const { risk_assessed_on: last } = facts
  const signed = draw.chance('private signed', 0.01) && {
    private_signed_at: moment(draw, 'signed', addDays(asOf, -1)),
  }
  if (typeof last !== 'string') return { ...signed }
  const times = draw.chance('assessments counted only', 0.2) ? undefined : assessedAt(draw, facts, last, asOf)
  return { ...signed, ...(times && { assessments: times }), ...makeChange(draw, last, asOf) }
}

function assessedAt(draw: Draw, facts: Facts, last: string, asOf: string): string[] {
  const today = Number(facts.risk_assessments_today)
  const earlier = Math.max(1, Number(facts.risk_assessments_12m)) - today
  const days = Array.from({ length: earlier }, (_, at) =>
    today || at ? addDays(asOf, -17 * (at + 1)) : last,
  )
  const all = [...Array.from({ length: today }, () => asOf), ...days.map((day) => (day < last ? day : last))]
  return all.map((day, at) => moment(draw, `assessment ${at}`, day)).toSorted()
}

function makeChange(draw: Draw, last: string, asOf: string): Partial<Facts> {
  if (last < addDays(asOf, -60) || !draw.chance('grade changed', 0.3)) return {}
  const confirmed = draw.chance('grade confirmed', 0.5)
  return { risk_grade_changed_on: last, ...(confirmed && { risk_grade_confirmed_on: last }) }
}

/** Who refused telephone sale of insurance, and today's collection calls to those in arrears. */
export function makeCalls(draw: Draw, facts: Facts, asOf: string): Partial<Facts> {
  const refused = draw.chance('insurance refused', 0.05)
  const owes = facts.in_default === true || facts.loan_status === 'B' || facts.loan_status === 'D'
  const calls = Array.from({ length: draw.whole('collection calls', 0, 3) }, (_, at) =>
    moment(draw, `collection ${at}`, asOf),
  )
  return {
    ...(refused && { insurance_refused_on: addDays(asOf, -draw.whole('insurance refused days', 1, 400)) }),
    ...(owes && { collection_calls: calls.toSorted() }),
  }
}
