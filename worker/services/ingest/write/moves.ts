import { runSql, type Sql } from '../../database.ts'
import { followOn } from './customers.ts'
import { LATER } from './identifiers.ts'
import { currentFacts, mergeFacts } from './merge.ts'
import { finalKeys, type WriteRows } from './target.ts'

/** One at a time: whether it closes a circle depends on those before it. */
const INSERT = `WITH RECURSIVE way(key) AS (
    SELECT ?1 ->> 2 UNION SELECT m.new_key FROM way JOIN customer_move m ON m.old_key = way.key AND m.kind = 'merged')
  INSERT INTO customer_move (id, old_key, new_key, kind, at)
  SELECT ?1 ->> 0, ?1 ->> 1, ?1 ->> 2, ?1 ->> 3, ?1 ->> 4
  WHERE ?1 ->> 3 = 'split' OR ?1 ->> 1 NOT IN (SELECT key FROM way)
  ON CONFLICT DO NOTHING`

const KNOWN = `SELECT value AS id FROM json_each(?1) WHERE value IN (SELECT id FROM customer_move)`

/** What the old customers have, as if it had been said of the ones they are now. `?1`: the old keys. */
const MERGE = mergeFacts(`${finalKeys('?1')},
  olds(load_id, key) AS (SELECT c.load_id, c.key FROM customer c JOIN final ON final.old = c.key),
  ${currentFacts('olds').replace('current(', 'had(')},
  given AS (SELECT load_id, final.key AS key, attr, at, source, rule, val FROM had JOIN final ON final.old = had.key)`)

const withFinal = (rest: string) => `WITH RECURSIVE ${finalKeys('?1')} ${rest}`

/** Everything under an old key comes under the new one, in every load. */
const REKEY = [
  MERGE,
  withFinal('DELETE FROM customer WHERE key IN (SELECT old FROM final)'),
  withFinal(`UPDATE event SET customer_key = (SELECT key FROM final WHERE old = event.customer_key)
    WHERE customer_key IN (SELECT old FROM final)`),
  withFinal(`INSERT INTO identifier (load_id, hash, customer_key, kind, role, certain, source, at)
    SELECT load_id, hash, final.key, kind, role, certain, source, at FROM identifier
    JOIN final ON final.old = identifier.customer_key WHERE true ${LATER}`),
  withFinal('DELETE FROM identifier WHERE customer_key IN (SELECT old FROM final)'),
  withFinal(`INSERT INTO fact_change (customer_key, attribute, at, before, after, source, received_at, dataset_id)
    SELECT final.key, attribute, at, NULL, after, source, received_at, dataset_id FROM fact_change
    JOIN final ON final.old = fact_change.customer_key WHERE true
    ON CONFLICT DO UPDATE SET after = excluded.after
    WHERE coalesce(excluded.after, 'null') > coalesce(fact_change.after, 'null')`),
  withFinal('DELETE FROM fact_change WHERE customer_key IN (SELECT old FROM final)'),
  withFinal(followOn('customer_key IN (SELECT key FROM final)')),
  // Who refused targeted tips under one number has refused them.
  withFinal(`INSERT INTO objection (customer_key, at, recorded_by, taken_back_at, taken_back_by)
    SELECT final.key, at, recorded_by, taken_back_at, taken_back_by FROM objection
    JOIN final ON final.old = objection.customer_key WHERE taken_back_at IS NULL
    ON CONFLICT DO UPDATE SET at = excluded.at, recorded_by = excluded.recorded_by, taken_back_at = NULL,
      taken_back_by = NULL WHERE objection.taken_back_at IS NOT NULL`),
  withFinal('DELETE FROM dirty_customer WHERE customer_key IN (SELECT old FROM final)'),
]

/** Where the customer has events, in whatever load. `?2` now. */
const DIRTY = withFinal(`INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT DISTINCT event.load_id, event.customer_key, ?2 FROM event
  WHERE event.customer_key IN (SELECT key FROM final)
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`)

/** Stores merges and splits, and puts what merged customers have under the key they go on with, in one batch. */
export const writeMoves: WriteRows = async (db, { now }, rows, keys) => {
  const olds = JSON.stringify(keys)
  const ids = rows.map((row) => (JSON.parse(row) as string[])[0] ?? '')
  const statements: Sql[] = [
    ...rows.map((row) => ({ text: INSERT, values: [row] })),
    ...REKEY.map((text) => ({ text, values: [olds] })),
    { text: DIRTY, values: [olds, now] },
    { text: KNOWN, values: [JSON.stringify(ids)] },
  ]
  const results = await runSql<{ id: string }>(db, statements)
  const stored = results.slice(0, rows.length).reduce((sum, { meta }) => sum + meta.changes, 0)
  const known = new Set(results.at(-1)?.results.map(({ id }) => id))
  return { stored, refused: ids.flatMap((id, at) => (known.has(id) ? [] : [at])) }
}
