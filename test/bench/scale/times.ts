import { CODE, LIMIT, SEEN, WORK } from './inputs.ts'
import { type Bank, contactsAYear, databases } from './storage.ts'
import { count } from './words.ts'

/** How long something takes; seconds. */
export interface Took {
  what: string
  formula: string
  /** One after another, as one machine did it here. */
  alone: number
  /** As the edge does it: bounded by the six connections of an invocation, or by one database each. */
  spread: number
  how: string
}

const OUTCOMES = 1_000_000
const PREVIEWED = 100_000
const NIGHTLY = WORK.events.value + WORK.changes.value

/** Rows of a full refresh for one customer. */
export const refreshRows = () => 1 + WORK.events.value * WORK.eventYears.value + WORK.identifiers.value

/** Customers who are folded in a day: each event of theirs has them folded, at most once a day, when it comes and when it leaves a window. */
export const dueADay = ({ customers }: Bank) =>
  customers * Math.min(WORK.due.value, (WORK.events.value * WORK.turns.value) / 365)

/** Most customers that the minute's job folds in a day: all databases share its twenty seconds. */
export const foldedADay = () => SEEN.fold.value * CODE.fold.value * 1440

/** Outcomes of 28 days, of which twenty are worked. */
const recentOutcomes = (bank: Bank) => (contactsAYear(bank) * WORK.outcomes.value * 20) / WORK.daysAYear.value

const resultsAlone = (bank: Bank) => (recentOutcomes(bank) * SEEN.results.value) / OUTCOMES

/** Seconds until results of 28 days over all databases are there. */
export const resultsTake = (bank: Bank) => resultsAlone(bank) / LIMIT.open.value

const [INGEST, FOLD] = [`${count(SEEN.ingest.value)} rows/s`, `${count(SEEN.fold.value)} a second`]

export function times(bank: Bank): Took[] {
  const { customers } = bank
  const each = (what: string, formula: string, alone: number): Took => ({
    ...{ what, formula, alone },
    ...{ spread: alone / databases(bank), how: 'each database by itself' },
  })
  const bySix = (what: string, formula: string, alone: number): Took => ({
    ...{ what, formula, alone },
    ...{ spread: alone / LIMIT.open.value, how: 'six databases at once' },
  })
  const byApi = (what: string, calls: number, more = ''): Took => {
    const took = (databases(bank) * calls) / LIMIT.api.value
    const formula = `databases × ${calls} / ${LIMIT.api.value} a second`
    return { what, formula, alone: took, spread: took, how: `limit of the management API${more}` }
  }
  const rows = refreshRows()
  const { events, changes } = WORK
  return [
    each(
      'events and facts of a night',
      `customers × (${events.value} + ${changes.value}) / 365 / ${INGEST}`,
      (customers * NIGHTLY) / 365 / SEEN.ingest.value,
    ),
    each(
      'folding of a day',
      `customers × ${WORK.events.value} × ${WORK.turns.value} / 365 / ${FOLD}`,
      dueADay(bank) / SEEN.fold.value,
    ),
    each('a full refresh', `customers × ${rows} / ${INGEST}`, (customers * rows) / SEEN.ingest.value),
    each('folding after it', `customers / ${FOLD}`, customers / SEEN.fold.value),
    bySix(
      'results of 28 days',
      `outcomes of 20 days × ${SEEN.results.value} s / ${count(OUTCOMES)}`,
      resultsAlone(bank),
    ),
    bySix(
      'a preview over all customers',
      `customers × ${SEEN.preview.value} s / ${count(PREVIEWED)}`,
      (customers * SEEN.preview.value) / PREVIEWED,
    ),
    byApi('a migration of all databases', WORK.migration.value),
    byApi('asking for the restore of all databases', 1, '; how long a restore takes is not published'),
  ]
}
