import type { Facts, Holding } from '../../worker/contract/catalogue.ts'
import { addDays } from '../import/dates.ts'
import { type Draw, drawFor } from './draw.ts'
import { makeAssessments, makeCalls } from './moments.ts'
import { holdingOf, productsOf } from './products.ts'

/** What of a customer moves everything else: both 0..1. */
interface Standing {
  /** From 0 at 20 years to 1 at 80. */
  age: number
  affluence: number
}

/**
 * The attributes that extracts lack, from the seed and the customer number alone: the same customer always gets
 * the same ones on the same day. Older and richer customers hold more; grades fall with age and rise with wealth;
 * what is held is mostly within the grade. Some facts are missing on purpose, so that "unknown" occurs.
 * Amounts are integers of the smallest unit; `asOf` is an ISO day, and every date lies around it.
 */
export function synthesise(seed: string, number: string, facts: Facts, asOf: string): Facts {
  const draw = drawFor(seed, number)
  const standing = standingOf(draw, facts)
  const suitability = makeSuitability(draw, standing, asOf)
  const holdings = makeHoldings(draw, standing, suitability.risk_grade)
  const all: Partial<Facts> = {
    ...suitability,
    ...makeAssessments(draw, { ...suitability, ...facts }, asOf),
    ...makeCalls(draw, facts, asOf),
    ...makeBalances(draw, facts, holdings, asOf),
    ...makeConsents(draw, asOf),
    ...makeComplaint(draw, asOf),
  }
  const told = {
    ...all,
    ...makeContact(draw, standing, { ...all, ...facts }, asOf),
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Facts
}

function standingOf(draw: Draw, facts: Facts): Standing {
  const years = typeof facts.age === 'number' ? facts.age : draw.whole('age', 25, 60)
  const age = clamp((years - 20) / 60)
  const luck = draw.unit('affluence')
  const balance = typeof facts.deposit_balance === 'number' ? Math.max(1, facts.deposit_balance / 100) : null
  const saved = balance === null ? luck : clamp((Math.log10(balance) - 2.5) / 2.8)
  const learned = facts.education === 'tertiary' ? 1 : 0
  return { age, affluence: clamp(0.45 * luck + 0.3 * saved + 0.15 * age + 0.1 * learned) }
}

interface Suitability {
  risk_grade?: number
  risk_assessed_on?: string
  risk_assessments_today?: number
  risk_assessments_12m?: number
}

/** Grade 1 to 5. One in ten was never assessed; about one in five assessments is older than twelve months. */
function makeSuitability(draw: Draw, { age, affluence }: Standing, asOf: string): Suitability {
  if (draw.chance('never assessed', 0.1)) return { risk_assessments_today: 0, risk_assessments_12m: 0 }
  const leaning = 0.35 * affluence + 0.35 * (1 - age) + 0.6 * draw.unit('grade') - 0.2
  const today = Number(draw.pick('assessed today', { '0': 985, '1': 12, '2': 3 }))
  const daysAgo = draw.chance('assessment old', 0.2)
    ? draw.whole('assessed', 366, 900)
    : draw.whole('assessed', 1, 360)
  const recent = daysAgo <= 365 ? Number(draw.pick('assessed 12m', { '1': 86, '2': 10, '3': 3, '8': 1 })) : 0
  return {
    risk_grade: Math.min(age >= 0.75 ? 3 : 5, 1 + Math.floor(clamp(leaning) * 5)),
    risk_assessed_on: addDays(asOf, today ? 0 : -daysAgo),
    risk_assessments_today: today,
    risk_assessments_12m: Math.max(recent, today),
  }
}

/** Term deposits, wealth products and funds; without an assessment nothing above a deposit. */
function makeHoldings(draw: Draw, standing: Standing, grade: number | undefined): Holding[] {
  const { affluence, age } = standing
  const amountOf = (what: string, most: number) => makeAmount(draw.unit(`${what} amount`), affluence, most)
  const holdings = draw.chance('term', 0.1 + 0.45 * affluence + 0.2 * age)
    ? [termDeposit(amountOf('term', 2e6))]
    : []
  if (grade === undefined) return holdings
  for (const [kind, chance, most] of [
    ['wealth', 0.05 + 0.5 * affluence, 2e6],
    ['fund', 0.05 + 0.3 * affluence * (1 - age / 2), 5e5],
  ] as const) {
    if (!draw.chance(kind, chance)) continue
    const highest = draw.chance(`${kind} above grade`, 0.12) ? grade + 1 : grade
    const fitting = productsOf(kind).filter((product) => product.grade <= highest)
    const product = fitting[Math.floor(draw.unit(`${kind} product`) ** 0.6 * fitting.length)]
    if (product) holdings.push(holdingOf(product.code, amountOf(kind, most)))
  }
  return holdings
}

function termDeposit(amount: number): Holding {
  const [ordinary, certificate] = productsOf('deposit')
  const product = certificate && amount >= certificate.minimum ? certificate : ordinary
  return holdingOf(product?.code ?? '', amount)
}

/** From 10,000 of the larger unit to `most`, in steps of 10,000, as smallest units. */
function makeAmount(luck: number, affluence: number, most: number): number {
  const amount = 1e4 * (most / 1e4) ** (0.65 * affluence + 0.35 * luck)
  return Math.round(amount / 1e4) * 1e4 * 100
}

/** In 3 of 100 cases the product system did not deliver. A deposit that has just matured stays in the sum. */
function makeBalances(draw: Draw, facts: Facts, holdings: Holding[], asOf: string): Partial<Facts> {
  if (draw.chance('holdings missing', 0.03)) return {}
  const sumOf = (kind: Holding['kind']) =>
    holdings.filter((holding) => holding.kind === kind).reduce((sum, { amount }) => sum + amount, 0)
  const [term, wealth, fund] = [sumOf('deposit'), sumOf('wealth'), sumOf('fund')]
  const current = typeof facts.deposit_balance === 'number' ? Math.max(0, facts.deposit_balance) : 0
  return {
    term_deposit_balance: term,
    ...(term ? { term_deposit_matures_on: addDays(asOf, draw.whole('matures', -20, 720)) } : {}),
    wealth_balance: wealth,
    fund_balance: fund,
    total_assets: current + term + wealth + fund,
    holdings,
    highest_holding_grade: Math.max(1, ...holdings.map(({ grade }) => grade)),
  }
}

function makeConsents(draw: Draw, asOf: string): Partial<Facts> {
  const refused = draw.chance('do not call', 0.07)
  const marketing = draw.pick('marketing', { yes: 62, no: 30, unknown: 8 })
  const personal = draw.pick('personalisation', { yes: 76, no: 19, unknown: 5 })
  return {
    ...(refused ? { do_not_call_until: addDays(asOf, draw.whole('do not call days', -40, 180)) } : {}),
    ...(draw.chance('call list missing', 0.05)
      ? {}
      : { on_call_list: draw.chance('call list', 0.6) && !refused }),
    ...(marketing === 'unknown' ? {} : { marketing_consent: marketing === 'yes' && !refused }),
    ...(personal === 'unknown' ? {} : { personalisation_consent: personal === 'yes' }),
  }
}

const MATTERS = {
  'transfer-failed': 30,
  'card-dispute': 15,
  fee: 20,
  'waiting-time': 15,
  'app-login': 15,
  service: 5,
}

function makeComplaint(draw: Draw, asOf: string): Partial<Facts> {
  if (!draw.chance('complaint', 0.04)) return {}
  return {
    complaint_opened_on: addDays(asOf, -draw.whole('complaint days', 1, 40)),
    complaint_matter: draw.pick('complaint matter', MATTERS),
  }
}

/** Who complained, or was called for the campaign, spoke with the bank that day, if not later. */
function makeContact(
  draw: Draw,
  { age }: Standing,
  { complaint_opened_on: complaint, days_since_contact: campaign }: Partial<Facts>,
  asOf: string,
): Partial<Facts> {
  const app = !draw.chance('app missing', 0.03)
  const channel = draw.pick('contact channel', { phone: 45, counter: 20 + 30 * age, app: 25, web: 10 })
  const talked = addDays(asOf, -Math.round(400 * draw.unit('contact days') ** 2 + 1))
  const known = draw.chance('contact missing', 0.04) ? '' : talked
  const complained = typeof complaint === 'string' ? complaint : ''
  const called = typeof campaign === 'number' ? addDays(asOf, -campaign) : ''
  const [last = ''] = [known, complained, called].toSorted().toReversed()
  const byPhone = last === called || known === ''
  return {
    ...(last && { last_contact_on: last, last_contact_channel: byPhone ? 'phone' : channel }),
    ...(app ? { app_active: draw.chance('app', 0.95 - 0.75 * age) } : {}),
  }
}

function clamp(share: number): number {
  return Math.min(0.9999, Math.max(0, share))
}
