import { runSql, type Sql } from '../../database.ts'
import { rekeyMerged } from './rekey.ts'
import { finalKeys, type WriteRows } from './target.ts'

/** One at a time: whether it closes a circle depends on those before it. */
const INSERT = `WITH RECURSIVE way(key) AS (
    SELECT ?1 ->> 2 UNION SELECT m.new_key FROM way JOIN customer_move m ON m.old_key = way.key AND m.kind = 'merged')
  INSERT INTO customer_move (id, old_key, new_key, kind, at)
  SELECT ?1 ->> 0, ?1 ->> 1, ?1 ->> 2, ?1 ->> 3, ?1 ->> 4
  WHERE ?1 ->> 3 = 'split' OR ?1 ->> 1 NOT IN (SELECT key FROM way)
  ON CONFLICT DO NOTHING`

const KNOWN = `SELECT value AS id FROM json_each(?1) WHERE value IN (SELECT id FROM customer_move)`

/** Everything under an old key comes under the new one. `?1`: the old keys. */
const REKEY = rekeyMerged(finalKeys('?1'))

/** Wherever the customer stands or has events, in whatever load. `?2` now. */
const DIRTY = `WITH RECURSIVE ${finalKeys('?1')}
  INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT DISTINCT event.load_id, event.customer_key, ?2 FROM event
  WHERE event.customer_key IN (SELECT key FROM final)
  UNION SELECT customer.load_id, key, ?2 FROM customer
  WHERE key IN (SELECT key FROM final) AND EXISTS (SELECT 1 FROM event WHERE event.customer_key = customer.key)
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`

/**
 * Puts all that those among some keys who were merged have under the keys they go on with.
 * @param now ISO time
 */
export function mergedStatements(keys: readonly string[], now: string): Sql[] {
  const olds = JSON.stringify(keys)
  return [...REKEY.map((text) => ({ text, values: [olds] })), { text: DIRTY, values: [olds, now] }]
}

/** Stores merges and splits, and puts what merged customers have under the key they go on with, in one batch. */
export const writeMoves: WriteRows = async (db, { now }, rows, keys) => {
  const ids = rows.map((row) => (JSON.parse(row) as string[])[0] ?? '')
  const statements: Sql[] = [
    ...rows.map((row) => ({ text: INSERT, values: [row] })),
    ...mergedStatements(keys, now),
    { text: KNOWN, values: [JSON.stringify(ids)] },
  ]
  const results = await runSql<{ id: string }>(db, statements)
  const stored = results.slice(0, rows.length).reduce((sum, { meta }) => sum + meta.changes, 0)
  const known = new Set(results.at(-1)?.results.map(({ id }) => id))
  return { stored, refused: ids.flatMap((id, at) => (known.has(id) ? [] : [at])) }
}
