import type { Facts } from '../../worker/contract/catalogue.ts'
import { addDays } from '../import/dates.ts'
import { type Draw, drawFor } from './draw.ts'
import { ACCOUNTS, CAMPAIGN } from './shape.ts'
import { synthesise } from './synthesise.ts'

const REGIONS = ['临溪区', '桐花区', '南渡区', '白鹭区', '云台区', '听松区', '石榴区', '麦香区']

/**
 * Everything the generator knows of a customer, from seed and number alone; `asOf` is an ISO day. Shares and
 * ranges are those of db/sample/shape.ts. `given` facts stand, and what is synthetic goes with them.
 */
export function customerFacts(seed: string, number: string, asOf: string, given: Facts = {}): Facts {
  const draw = drawFor(seed, number)
  const person = { ...makePerson(draw), ...given }
  const own = {
    ...makeAccount(draw, asOf),
    ...makeCampaign(draw),
    ...makeCard(draw, Number(person.age)),
    ...makeVulnerability(draw),
    ...person,
  }
  return { ...synthesise(seed, number, own, asOf), ...own }
}

function makePerson(draw: Draw): Facts {
  const age = Math.round(draw.quantile('age in years', CAMPAIGN.age))
  const band = CAMPAIGN.byAge.findLast(({ from }) => age >= from) ?? CAMPAIGN.byAge[0]
  if (!band) return { age }
  const job = draw.pick('job', band.job)
  const education = draw.pick('education', CAMPAIGN.educationByJob[job])
  const regions = Object.fromEntries(ACCOUNTS.regions.map((share, i) => [REGIONS[i] ?? '', share]))
  return {
    age,
    gender: draw.pick('gender', ACCOUNTS.gender),
    marital: draw.pick('marital', band.marital),
    region: draw.pick('region', regions),
    housing_loan: draw.chance('housing', band.housing),
    personal_loan: draw.chance('personal loan', band.loan),
    ...(job === 'unknown' ? {} : { job }),
    ...(education === 'unknown' ? {} : { education }),
  }
}

/** What an account brings with it; nothing for those who only may use another's. */
function makeAccount(draw: Draw, asOf: string): Facts {
  if (!draw.chance('owner', ACCOUNTS.owners)) return { in_default: false }
  const loan = draw.chance('loan', ACCOUNTS.loans) ? makeLoan(draw) : {}
  const troubled = 'loan_status' in loan ? loan.loan_status === 'B' || loan.loan_status === 'D' : null
  return {
    account_opened_on: addDays(asOf, -Math.round(draw.quantile('opened', ACCOUNTS.daysSinceOpening))),
    deposit_balance: cents(draw.quantile('balance', ACCOUNTS.balance)),
    transactions: Math.round(draw.quantile('transactions', ACCOUNTS.transactions)),
    last_transaction_on: addDays(asOf, -draw.whole('last transaction', 0, ACCOUNTS.daysSinceTransaction)),
    in_default: troubled ?? draw.chance('default', OTHER_DEFAULTS),
    ...makeOrders(draw),
    ...loan,
  }
}

/** Chosen so that, with the defaulted loans, the share of all customers in default is the measured one. */
const OTHER_DEFAULTS = (() => {
  const { B, D, ...good } = ACCOUNTS.loanStatus
  const bad = (B + D) / (B + D + good.A + good.C)
  return (CAMPAIGN.inDefault / ACCOUNTS.owners - ACCOUNTS.loans * bad) / (1 - ACCOUNTS.loans)
})()

function makeLoan(draw: Draw): Facts {
  const amount = cents(Math.round(draw.quantile('loan amount', ACCOUNTS.loanAmount)))
  const months = Number(draw.pick('loan months', ACCOUNTS.loanMonths))
  return {
    loan_amount: amount,
    loan_payment: Math.round(amount / months),
    loan_status: draw.pick('loan status', ACCOUNTS.loanStatus),
  }
}

function makeOrders(draw: Draw): Facts {
  const count = Number(draw.pick('orders', ACCOUNTS.standingOrders))
  const amounts = Array.from({ length: count }, (_, i) =>
    draw.quantile(`order ${i}`, ACCOUNTS.standingOrderAmount),
  )
  if (!count) return { standing_orders: 0, standing_order_total: 0 }
  return {
    standing_orders: count,
    standing_order_total: cents(amounts.reduce((sum, amount) => sum + amount, 0)),
  }
}

function makeCampaign(draw: Draw): Facts {
  const contacts = Number(draw.pick('contacts', CAMPAIGN.contactsThisCampaign))
  if (!draw.chance('contacted before', CAMPAIGN.contactedBefore)) {
    return { contacts_this_campaign: contacts, previous_contacts: 0 }
  }
  return {
    contacts_this_campaign: contacts,
    previous_contacts: Number(draw.pick('previous contacts', CAMPAIGN.previousContacts)),
    previous_outcome: draw.pick('previous outcome', CAMPAIGN.previousOutcome),
    days_since_contact: Math.round(draw.quantile('days since contact', CAMPAIGN.daysSinceContact)),
  }
}

/** Junior cards are for the young; among the others the measured shares hold. */
function makeCard(draw: Draw, age: number): Facts {
  if (!draw.chance('card', ACCOUNTS.cards)) return {}
  const { junior: _, ...grown } = ACCOUNTS.cardType
  return { card_type: age < 25 ? 'junior' : draw.pick('card type', grown) }
}

/**
 * Whether a driver of vulnerability is recorded: shares are of the sample alone, measured nowhere. Of one customer in
 * twelve nobody has asked. On an extract none is ever made up: it would be said of a real person.
 */
function makeVulnerability(draw: Draw): Facts {
  if (draw.chance('vulnerability missing', 1 / 12)) return {}
  return Object.fromEntries(Object.entries(DRIVERS).map(([name, share]) => [name, draw.chance(name, share)]))
}

const DRIVERS = {
  vulnerability_health: 0.02,
  vulnerability_life_event: 0.025,
  vulnerability_resilience: 0.03,
  vulnerability_capability: 0.015,
}

/** Smallest units of the currency. */
function cents(amount: number): number {
  return Math.round(amount * 100)
}
