import type { Attribute } from '../../contract/catalogue.ts'
import { type Database, runSql, type Sql } from '../database.ts'
import { type Folded, foldedAmong, foldedFrom, longestWindow } from './fold-sql.ts'

/** One load of customers whose facts are folded from its events. */
export interface FoldTarget {
  loadId: string
  dataset: string
  /** ISO moment the dataset is decided for; null: now. */
  asOf: string | null
}

/** What folding needs to know of the bank. */
export interface FoldRules {
  catalogue: readonly Attribute[]
  timeZone: string
}

/** Customers of one batch. */
export const MOST = 500

/**
 * Folds the facts of customers of a load anew from all their events, those that are due. A customer of whom events come
 * in meanwhile is due again. Those whose windows move on by themselves are due again when the bank's next day begins.
 * @returns how many customers that were; fewer than `MOST`: nobody else is due
 */
export async function refold(
  db: Database,
  { loadId, dataset, asOf }: FoldTarget,
  { catalogue, timeZone }: FoldRules,
  now: Date,
): Promise<number> {
  const [due] = await runSql<{ key: string }>(db, [{ text: DUE, values: [loadId, now.toISOString(), MOST] }])
  const keys = JSON.stringify(due?.results.map(({ key }) => key) ?? [])
  if (!due?.results.length) return 0
  const moment = asOf ? new Date(asOf) : now
  const { day, minutes, nextDay } = zoneDay(moment, timeZone)
  const folded = foldedAmong(catalogue)
  const values = [loadId, day, `${minutes} minutes`, moment.toISOString(), dataset, keys]
  await runSql(db, [
    ...(folded.length ? [{ text: updateBy(folded), values }] : []),
    { text: DONE, values: [loadId, keys] },
    ...(asOf ? [] : [again(keys, loadId, nextDay, day, longestWindow(folded))]),
  ])
  return due.results.length
}

const DUE = `SELECT customer_key AS key FROM dirty_customer WHERE load_id = ?1 AND since <= ?2
  ORDER BY customer_key LIMIT ?3`
const DONE = `DELETE FROM dirty_customer
  WHERE load_id = ?1 AND customer_key IN (SELECT value FROM json_each(?2))`

/** Found by customer, with `+` before the load: of a load there are millions, of a batch some hundred. */
const updateBy = (folded: readonly Folded[]): string => `WITH
  due(key) AS (SELECT value FROM json_each(?6)), ${foldedFrom('due', folded)}
  UPDATE customer SET facts = json_patch(facts, folded.patch),
    lineage = json_patch(coalesce(lineage, '{}'), folded.origins)
  FROM folded WHERE customer.key = folded.key AND +customer.load_id = ?1 AND folded.patch <> '{}'`

/** Due again at the next day: whoever has events that a window still holds, or of days to come. */
const again = (keys: string, loadId: string, nextDay: string, day: string, window: number): Sql => ({
  text: `INSERT INTO dirty_customer (load_id, customer_key, since) SELECT ?2, value, ?3 FROM json_each(?1)
    WHERE EXISTS (SELECT 1 FROM event WHERE event.customer_key = value AND +event.load_id = ?2
      AND event.at > date(?4, '-${window + 1} days'))`,
  values: [keys, loadId, nextDay, day],
})

/** The calendar day of a moment in a zone, how many minutes the zone is ahead of UTC then, and when the next day begins. */
export function zoneDay(moment: Date, timeZone: string): { day: string; minutes: string; nextDay: string } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const local = format.format(moment)
  const day = local.slice(0, 10)
  const ahead = Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - moment.getTime()) / 60_000)
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000 - ahead * 60_000
  return { day, minutes: `${ahead >= 0 ? '+' : ''}${ahead}`, nextDay: new Date(next).toISOString() }
}
