import type { Facts } from '../../worker/contract/catalogue.ts'
import { addDays } from '../import/dates.ts'
import type { PastEvent } from './history/past.ts'
import { holdingOf } from './products.ts'

/** A customer with a known story; what is not told comes from the generator. */
export interface Story {
  number: string
  /** Facts on an ISO day. */
  facts(asOf: string): Facts
  /** What happened besides, of which no fact is made. */
  events?(asOf: string): PastEvent[]
  /** How often they looked at something in the app in two years. */
  looks?: number
  /** Attributes that are unknown whatever the generator says. */
  unknown: string[]
}

/** Units of the currency as its smallest units. */
const yuan = (amount: number) => Math.round(amount * 100)

/** No complaint, no refusal, nothing owed: what a story starts from. */
const QUIET = ['complaint_opened_on', 'complaint_matter', 'do_not_call_until', 'insurance_refused_on']
/** Nothing about grade or contracts is under way. */
const SETTLED = ['risk_grade_changed_on', 'risk_grade_confirmed_on', 'private_signed_at']
const NO_LOAN = ['loan_amount', 'loan_payment', 'loan_status']
const FREE = { in_default: false, housing_loan: false, personal_loan: false }
/** Asked, and none of the four drivers of vulnerability is recorded. */
const NONE_RECORDED = {
  vulnerability_health: false,
  vulnerability_life_event: false,
  vulnerability_resilience: false,
  vulnerability_capability: false,
}
const DRIVERS = Object.keys(NONE_RECORDED)

export const STORIES: readonly Story[] = [
  {
    // Wealth client, retired: a deposit about to mature, an open complaint, no marketing calls.
    number: '600238417705',
    unknown: ['do_not_call_until', ...SETTLED, ...NO_LOAN],
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 66,
      gender: 'male',
      job: 'retired',
      marital: 'married',
      education: 'tertiary',
      account_opened_on: '2009-04-27',
      risk_grade: 3,
      risk_assessed_on: addDays(asOf, -256),
      risk_assessments_today: 0,
      risk_assessments_12m: 1,
      deposit_balance: yuan(182_400),
      term_deposit_balance: yuan(300_000),
      term_deposit_matures_on: addDays(asOf, 8),
      wealth_balance: yuan(280_000),
      fund_balance: yuan(100_000),
      total_assets: yuan(862_400),
      holdings: [
        holdingOf('CK0012', yuan(300_000)),
        holdingOf('LC0127', yuan(280_000)),
        holdingOf('JJ0068', yuan(100_000)),
      ],
      highest_holding_grade: 3,
      last_transaction_on: addDays(asOf, -27),
      complaint_opened_on: addDays(asOf, -9),
      complaint_matter: 'transfer-failed',
      marketing_consent: false,
      personalisation_consent: true,
      last_contact_on: addDays(asOf, -9),
      last_contact_channel: 'phone',
      app_active: true,
    }),
    events: (asOf) => [
      {
        at: addDays(asOf, -82),
        channel: 'counter',
        kind: 'deposit_matured',
        amount: yuan(300_000),
        detail: {},
      },
      ...[1, 2].map(() => ({
        ...{ at: asOf, channel: 'app', kind: 'app_viewed', amount: null, detail: { page: 'maturity' } },
      })),
    ],
  },
  {
    // Near retirement, everything in order.
    number: '600238417713',
    unknown: [...QUIET, ...SETTLED, ...NO_LOAN],
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 58,
      gender: 'female',
      job: 'services',
      marital: 'married',
      account_opened_on: '2009-04-27',
      risk_grade: 2,
      risk_assessed_on: addDays(asOf, -120),
      risk_assessments_today: 0,
      risk_assessments_12m: 1,
      deposit_balance: yuan(64_860.15),
      term_deposit_balance: yuan(100_000),
      term_deposit_matures_on: addDays(asOf, 190),
      wealth_balance: yuan(50_000),
      fund_balance: 0,
      total_assets: yuan(214_860.15),
      holdings: [holdingOf('CK0012', yuan(100_000)), holdingOf('LC0127', yuan(50_000))],
      highest_holding_grade: 2,
      last_transaction_on: addDays(asOf, -3),
      marketing_consent: true,
      personalisation_consent: true,
      app_active: true,
    }),
  },
  {
    // Young, on the phone all day, open to offers.
    number: '600291004386',
    looks: 2_700,
    unknown: [...QUIET, ...NO_LOAN],
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 31,
      gender: 'male',
      job: 'technician',
      education: 'tertiary',
      risk_grade: 4,
      risk_assessed_on: addDays(asOf, -40),
      risk_assessments_today: 0,
      risk_assessments_12m: 1,
      deposit_balance: yuan(38_507.6),
      term_deposit_balance: 0,
      wealth_balance: 0,
      fund_balance: 0,
      total_assets: yuan(38_507.6),
      holdings: [],
      highest_holding_grade: 1,
      last_transaction_on: addDays(asOf, -1),
      marketing_consent: true,
      personalisation_consent: true,
      app_active: true,
    }),
  },
  {
    // Money that rests: no transaction for four months.
    number: '600291004394',
    unknown: [...QUIET, ...NO_LOAN, 'term_deposit_matures_on'],
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 36,
      gender: 'female',
      job: 'management',
      risk_grade: 3,
      risk_assessed_on: addDays(asOf, -200),
      risk_assessments_today: 0,
      risk_assessments_12m: 1,
      deposit_balance: yuan(52_300),
      term_deposit_balance: 0,
      wealth_balance: 0,
      fund_balance: 0,
      total_assets: yuan(52_300),
      holdings: [],
      highest_holding_grade: 1,
      last_transaction_on: addDays(asOf, -121),
      marketing_consent: true,
      personalisation_consent: false,
      app_active: false,
    }),
  },
  {
    // The assessment is older than twelve months.
    number: '600255120038',
    unknown: QUIET,
    facts: (asOf) => ({
      ...NONE_RECORDED,
      age: 47,
      risk_grade: 2,
      risk_assessed_on: addDays(asOf, -430),
      risk_assessments_today: 0,
      risk_assessments_12m: 0,
      marketing_consent: true,
    }),
  },
  {
    // Never assessed, nothing consented to: much is unknown.
    number: '600255120046',
    unknown: [
      ...QUIET,
      ...NO_LOAN,
      ...['risk_grade', 'risk_assessed_on', 'risk_assessments_today', 'risk_assessments_12m', 'assessments'],
      ...SETTLED,
      ...['marketing_consent', 'personalisation_consent', 'app_active', 'job', 'education'],
      ...DRIVERS,
      ...['holdings', 'highest_holding_grade', 'total_assets', 'wealth_balance', 'fund_balance'],
      ...['term_deposit_balance', 'term_deposit_matures_on', 'last_contact_on', 'last_contact_channel'],
    ],
    facts: () => ({ age: 29 }),
  },
  {
    // Old, holds more risk than fits, does not want calls, complaint past its first deadline.
    number: '600271660159',
    unknown: NO_LOAN,
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 78,
      gender: 'female',
      job: 'retired',
      risk_grade: 2,
      risk_assessed_on: addDays(asOf, -90),
      risk_assessments_today: 0,
      risk_assessments_12m: 1,
      deposit_balance: yuan(96_200),
      term_deposit_balance: 0,
      wealth_balance: 0,
      fund_balance: yuan(60_000),
      total_assets: yuan(156_200),
      holdings: [holdingOf('JJ0085', yuan(60_000))],
      highest_holding_grade: 5,
      complaint_opened_on: addDays(asOf, -24),
      complaint_matter: 'fee',
      do_not_call_until: addDays(asOf, 140),
      on_call_list: false,
      marketing_consent: false,
      app_active: false,
    }),
  },
  {
    // Out of work and behind with a loan: two drivers of vulnerability are recorded.
    number: '600271660167',
    unknown: QUIET,
    facts: (asOf) => ({
      ...NONE_RECORDED,
      vulnerability_life_event: true,
      vulnerability_resilience: true,
      age: 44,
      job: 'unemployed',
      in_default: true,
      housing_loan: true,
      personal_loan: true,
      loan_amount: yuan(120_000),
      loan_payment: yuan(5_000),
      loan_status: 'D',
      deposit_balance: yuan(1_204.33),
      last_transaction_on: addDays(asOf, -2),
    }),
  },
  {
    // With the bank for six weeks, never assessed, nothing bought yet.
    number: '600255120053',
    unknown: [
      ...[...QUIET, ...SETTLED, ...NO_LOAN, 'term_deposit_matures_on'],
      ...['risk_grade', 'risk_assessed_on', 'assessments'],
    ],
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 24,
      gender: 'female',
      job: 'services',
      account_opened_on: addDays(asOf, -42),
      risk_assessments_today: 0,
      risk_assessments_12m: 0,
      deposit_balance: yuan(61_800),
      term_deposit_balance: 0,
      wealth_balance: 0,
      fund_balance: 0,
      total_assets: yuan(61_800),
      holdings: [],
      highest_holding_grade: 1,
      last_transaction_on: addDays(asOf, -4),
      marketing_consent: true,
      personalisation_consent: true,
      app_active: true,
    }),
  },
  {
    // The account has lain still for ten months.
    number: '600255120061',
    unknown: [...QUIET, ...SETTLED, ...NO_LOAN, 'term_deposit_matures_on'],
    facts: (asOf) => ({
      ...FREE,
      ...NONE_RECORDED,
      age: 51,
      gender: 'male',
      job: 'technician',
      account_opened_on: '2014-09-15',
      deposit_balance: yuan(3_940.5),
      term_deposit_balance: 0,
      wealth_balance: 0,
      fund_balance: 0,
      total_assets: yuan(3_940.5),
      holdings: [],
      highest_holding_grade: 1,
      last_transaction_on: addDays(asOf, -304),
      marketing_consent: true,
      app_active: false,
    }),
  },
]
