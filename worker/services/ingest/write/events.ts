import { runSql, type Sql } from '../../database.ts'
import type { EventDay } from '../event-days.ts'
import { isGreater } from './greater.ts'
import {
  ENDING,
  finalKeys,
  listOf,
  markDirty,
  markTogether,
  NONE_REFUSED,
  type Target,
  type WriteRows,
} from './target.ts'

/** What events of one id are compared by, numbers as numbers. Nothing is the least of all. */
const ALL = (row: string) =>
  orderOf(['at', 'channel', 'kind', 'amount', 'detail', 'customer_key'].map((name) => `${row}.${name}`))
/** The same of a row that is given. */
const ALL_GIVEN = orderOf([2, 3, 4, 5, 6, 1].map((n) => `row.value ->> ${n}`))

function orderOf(columns: readonly string[]): string[] {
  const [at = '', channel = '', kind = '', amount, ...rest] = columns
  return [at, channel, kind, `coalesce(${amount}, -1e300)`, ...rest.map((one) => `coalesce(${one}, '')`)]
}

/** Whose event it was until now has one less: those are to be folded anew as well. `?1` rows, `?2` load, `?3` now. */
const LOST = `ending(key) AS MATERIALIZED (SELECT DISTINCT event.customer_key FROM json_each(?1) row
    CROSS JOIN event ON event.load_id = ?2 AND event.id = row.value ->> 0
  WHERE event.customer_key IS NOT NULL AND event.customer_key IS NOT row.value ->> 1 AND ${isGreater(ALL_GIVEN, ALL('event'))})`
const LOSING = `WITH ${LOST} INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT ?2, key, ?3 FROM ending WHERE true
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`

/**
 * Days of the rows by kind, and how many events of them were not there before: before they are. Of rows with one id the one
 * that is to stand counts (by what tells its day and kind), and a correction of what stands does not.
 */
const DAYS = `SELECT kind, substr(at, 1, 10) AS day, sum(place = 1 AND new) AS rows
  FROM (SELECT kind, at, new, row_number() OVER (PARTITION BY id ORDER BY at DESC, channel DESC, kind DESC) AS place
    FROM (SELECT row.value ->> 0 AS id, row.value ->> 2 AS at, row.value ->> 3 AS channel, row.value ->> 4 AS kind,
        event.id IS NULL AS new
      FROM json_each(?1) row LEFT JOIN event ON event.load_id = ?2 AND event.id = row.value ->> 0))
  GROUP BY 1, 2`

/**
 * Of two rows with one id the greater stands, whichever came first. The customer comes last: merged meanwhile, they
 * have another key than the row gave.
 */
const INSERT = `INSERT INTO event (load_id, id, customer_key, at, channel, kind, amount, detail)
  SELECT ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
  FROM json_each(?1) WHERE true
  ON CONFLICT DO UPDATE SET customer_key = excluded.customer_key, at = excluded.at, channel = excluded.channel,
    kind = excluded.kind, amount = excluded.amount, detail = excluded.detail
  WHERE ${isGreater(ALL('excluded'), ALL('event'))}`

/** Events of customers who were merged into others belong to those. Found by customer: of a load there are millions. */
const REDIRECT = `WITH RECURSIVE ${finalKeys('?1')}
  UPDATE event SET customer_key = (SELECT key FROM final WHERE old = event.customer_key)
  WHERE +load_id = ?2 AND customer_key IN (SELECT old FROM final)`

/** Customers of whom nothing else is there: their events are seen by nobody. */
const UNKNOWN = `SELECT value AS key FROM json_each(?1)
  WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.key = value
      AND (c.load_id = ?2 OR c.load_id IN (SELECT live_load FROM dataset)))
    AND NOT EXISTS (SELECT 1 FROM customer_move m WHERE m.old_key = value AND m.kind = 'merged')`

/** Stores events, and marks their customers to be folded anew, in one batch. */
export const writeEvents: WriteRows = async (db, target, rows, keys) => {
  const list = listOf(rows)
  const losing = [
    { text: LOSING, values: [list, target.loadId, target.now] },
    ...markTogether(LOST, list, target),
  ]
  const [counted, ...results] = await runSql<unknown>(db, [
    { text: DAYS, values: [list, target.loadId] },
    ...losing,
    ...eventStatements(target, list, keys),
  ])
  const [inserted, unknown] = results.slice(losing.length)
  const strangers = target.live ? ((unknown?.results ?? []) as { key: string }[]).map(({ key }) => key) : []
  return {
    ...{ stored: inserted?.meta.changes ?? 0, refused: NONE_REFUSED, strangers: new Set(strangers) },
    days: counted?.results as EventDay[],
  }
}

/** The first one's changes are the events stored. */
function eventStatements(target: Target, rows: string, keys: readonly string[]): Sql[] {
  const storing = [{ text: INSERT, values: [rows, target.loadId] }]
  if (keys.length === 0) return storing
  const list = JSON.stringify(keys)
  // In a full refresh the customers may be on their way yet.
  const asking = target.live ? [{ text: UNKNOWN, values: [list, target.loadId] }] : []
  return [
    ...storing,
    ...asking,
    { text: REDIRECT, values: [list, target.loadId] },
    markDirty(list, target),
    ...markTogether(ENDING, list, target),
  ]
}
