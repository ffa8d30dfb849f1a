import { CODE, PRICE, WORK } from './inputs.ts'
import { SIZES } from './sizes.ts'
import { type Bank, contactsAYear, databases, looksAYear, sealsAYear, total } from './storage.ts'
import { dueADay, refreshRows } from './times.ts'
import { rateOf, teams, traffic } from './traffic.ts'

/** A line of the bill; dollars a month, or once. */
export interface Cost {
  what: string
  formula: string
  price: number
  dollars: number
}

const M = 1e6
/** Of an object, as it is billed; GB. */
const OBJECT = 0.128

/**
 * A line.
 * @param amount how much of what is billed, in the unit of the price: GB, or millions
 * @param included of that, in the plan
 */
function cost(what: string, formula: string, amount: number, included: number, price: number): Cost {
  return { what, formula, price, dollars: Math.max(0, amount - included) * price }
}

const WRITTEN = {
  event: SIZES.event.written,
  history: SIZES.fact_change.written,
  look: SIZES.access.written + SIZES.audit_customer.written,
  outcome: 2 * SIZES.outcome.written,
  seal: SIZES.audit.written + SIZES.access_segment.written,
  /** The customer's row, and out of the list of those due and into it again. */
  fold: 1 + 2 * SIZES.dirty_customer.written,
}

/** Millions of rows written to D1 in a month, by what writes them; the largest first at any size. */
export function rowsWritten(bank: Bank): { what: string; millions: number }[] {
  const { customers } = bank
  const rows: [string, number][] = [
    ['folding, as events come and leave windows', (dueADay(bank) * 365 * WRITTEN.fold) / 12],
    ['outcomes, twice', (contactsAYear(bank) * WORK.outcomes.value * WRITTEN.outcome) / 12],
    ['events', (customers * WORK.events.value * WRITTEN.event) / 12],
    ['history of facts', (customers * WORK.changes.value * WRITTEN.history) / 12],
    ['looks', (looksAYear(bank) * WRITTEN.look) / 12],
    ['seals', (databases(bank) * sealsAYear() * WRITTEN.seal) / 12],
  ]
  return rows.map(([what, count]) => ({ what, millions: count / M }))
}

/** Rows that one decision reads: what the agent did that day, what was done with the customer in a year, and a dozen. */
const readByDecision = (bank: Bank) =>
  (WORK.contactsADay.value / 2) * WORK.outcomes.value +
  (contactsAYear(bank) * WORK.outcomes.value) / bank.customers +
  12

/** Millions of rows that folding and decisions read in a month; folding reads the index and the row of a year's events. */
const rowsRead = (bank: Bank) =>
  (((dueADay(bank) * 365) / 12) * WORK.events.value * 2 +
    (contactsAYear(bank) / 12) * (WORK.decisions.value + WORK.views.value) * readByDecision(bank)) /
  M

/** Seconds a month in which an agent is signed in. */
const signedIn = () => (WORK.daysAYear.value / 12) * WORK.hoursADay.value * 3600

const REQUESTS_A_CONTACT =
  WORK.decisions.value +
  WORK.views.value +
  WORK.reveals.value +
  WORK.outcomeRequests.value +
  WORK.scripts.value

/** Millions of requests in a month: what comes with contacts, and what comes with the hours that agents are signed in. */
export function requests(bank: Bank): number {
  const byHours = traffic(bank).filter(({ by }) => by === 'agents')
  return ((contactsAYear(bank) / 12) * REQUESTS_A_CONTACT + rateOf(byHours) * signedIn()) / M
}

/** Millions of sockets opened in a month. */
const sockets = ({ agents }: Bank) => (agents * signedIn()) / CODE.token.value / M

/** Millions of GB s in which team objects are awake, were they never to sleep while agents are signed in. */
const awake = (bank: Bank) => (teams(bank) * signedIn() * OBJECT) / M

export function costs(bank: Bank): Cost[] {
  const writes = rowsWritten(bank).reduce((sum, { millions }) => sum + millions, 0)
  const asked = requests(bank)
  return [
    cost('plan', '', 1, 0, PRICE.plan.value),
    cost('D1 storage', 'all of the storage table', total(bank) / 1e9, 5, PRICE.storage.value),
    cost('D1 rows written', 'the table below', writes, 50, PRICE.rowsWritten.value),
    cost('D1 rows read', 'folding and decisions', rowsRead(bank), 25_000, PRICE.rowsRead.value),
    cost('Worker requests', `contacts × ${REQUESTS_A_CONTACT}, and hours`, asked, 10, PRICE.requests.value),
    cost('Worker CPU', `requests × ${WORK.cpu.value} ms`, asked * WORK.cpu.value, 30, PRICE.cpu.value),
    cost('log lines', 'one a request', asked, 10, PRICE.log.value),
    cost('object requests', 'ticket, socket, alarm, a message', sockets(bank) * 3.05, 1, PRICE.object.value),
    cost('objects awake', `teams × hours × ${OBJECT} GB, at most`, awake(bank), 0.4, PRICE.duration.value),
    cost('rows written by objects', 'three a socket', sockets(bank) * 3, 50, PRICE.objectWritten.value),
  ]
}

/** What is paid when it happens. */
export function once({ customers }: Bank): Cost[] {
  const { customer, event, identifier, segmentation_member: member } = SIZES
  const events = WORK.events.value * WORK.eventYears.value * event.written
  const load = customer.written + events + WORK.identifiers.value * identifier.written
  const twice = (written: number) => (2 * customers * written) / M
  const price = PRICE.rowsWritten.value
  return [
    cost(
      'a full refresh, and the load before it dropped',
      `customers × ${refreshRows()} with indexes, twice`,
      twice(load),
      0,
      price,
    ),
    cost(
      'one run of three models, and the run before it dropped',
      'customers × 3, twice',
      twice(3 * member.written),
      0,
      price,
    ),
  ]
}

export const sumOf = (lines: readonly Cost[]) => lines.reduce((sum, { dollars }) => sum + dollars, 0)
