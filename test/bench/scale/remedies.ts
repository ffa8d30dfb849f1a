import { PRICE, WORK } from './inputs.ts'
import { SIZES } from './sizes.ts'
import { type Bank, contactsAYear, databases, sealBytes } from './storage.ts'

/** What a change of this project would save; dollars a month at the end of `WORK.years`. */
export interface Remedy {
  what: string
  formula: string
  dollars: number
}

/** The customer, and a due moment that is moved in place, with its index. */
const WRITTEN_THEN = 3
const WRITTEN_NOW = 1 + 2 * SIZES.dirty_customer.written
/** A seal an hour instead of one a minute. */
const FEWER_SEALS = 59 / 60

export function remedies(bank: Bank): Remedy[] {
  const { customers } = bank
  const more = WORK.years.value - 1
  const { events, turns, outcomes } = WORK
  const storage = (bytes: number, price = PRICE.storage.value) => (bytes / 1e9) * price
  const folds = events.value * turns.value
  const saved = WRITTEN_NOW - WRITTEN_THEN
  const outcome = SIZES.outcome.bytes
  return [
    {
      what: 'the moment at which a customer is due is moved in place, not deleted and written anew',
      formula: `rows: customers × ${folds} × (${WRITTEN_NOW} − ${WRITTEN_THEN}) / 12`,
      dollars: ((customers * folds * saved) / 12 / 1e6) * PRICE.rowsWritten.value,
    },
    {
      what: 'outcomes older than a year lie in R2, in sealed files',
      formula: `contacts a year × ${outcomes.value} × ${more} years × ${outcome} bytes × ($${PRICE.storage.value} − $${PRICE.r2.value})`,
      dollars: storage(
        contactsAYear(bank) * outcomes.value * more * outcome,
        PRICE.storage.value - PRICE.r2.value,
      ),
    },
    {
      what: 'a database is sealed once an hour or at 1,000 lines, not each minute',
      formula: 'databases × bytes of seals × 59 / 60',
      dollars: storage(databases(bank) * sealBytes() * FEWER_SEALS),
    },
  ]
}
