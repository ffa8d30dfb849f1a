import { runSql, type Sql } from '../../database.ts'
import { RowProblem } from '../rows/row.ts'
import { rekeyMerged } from './rekey.ts'
import { noteBeforeMerge } from './sent.ts'
import { aliases, ENDING, finalKeys, listOf, type WriteRows } from './target.ts'

const follow = (name: string) =>
  `SELECT m.new_key FROM ${name} JOIN customer_move m ON m.old_key = ${name}.key AND m.kind = 'merged'`

/**
 * One at a time: whether it closes a circle depends on those before it. Who was merged already may be said to be merged
 * with whom he has ended with, and with nobody else.
 */
const INSERT = `WITH RECURSIVE way(key) AS (SELECT ?1 ->> 2 UNION ${follow('way')}),
  gone(key) AS (SELECT m.new_key FROM customer_move m WHERE m.old_key = ?1 ->> 1 AND m.kind = 'merged'
    UNION ${follow('gone')})
  INSERT INTO customer_move (id, old_key, new_key, kind, at)
  SELECT ?1 ->> 0, ?1 ->> 1, ?1 ->> 2, ?1 ->> 3, ?1 ->> 4
  WHERE ?1 ->> 3 = 'split' OR ?1 ->> 1 NOT IN (SELECT key FROM way)
    AND (NOT EXISTS (SELECT 1 FROM gone) OR EXISTS (SELECT 1 FROM gone WHERE key IN way))
  ON CONFLICT DO NOTHING`

/** Which of the rows are not there after all, and whether their customer was merged before. */
const MISSING = `SELECT row.key AS place,
    EXISTS (SELECT 1 FROM customer_move m WHERE m.old_key = row.value ->> 1 AND m.kind = 'merged') AS merged
  FROM json_each(?1) row WHERE row.value ->> 0 NOT IN (SELECT id FROM customer_move)`

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
 * Of whoever was split, or has ended with somebody who is merged, it is to be told from when the events are that facts
 * rest on. `?1` keys, `?2` now.
 */
const SPLIT_DUE = `WITH RECURSIVE ${ENDING}
  INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT DISTINCT e.load_id, e.customer_key, ?2 FROM ending CROSS JOIN event e ON e.customer_key IN ${aliases('ending.key')}
  UNION SELECT c.load_id, c.key, ?2 FROM ending CROSS JOIN customer c ON c.key IN ${aliases('ending.key')}
  WHERE EXISTS (SELECT 1 FROM event e WHERE e.customer_key = c.key)
    OR EXISTS (SELECT 1 FROM json_each(c.lineage) f WHERE f.value ->> 'rule' <> 'given')
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
  const list = listOf(rows)
  const moves = rows.map((row) => JSON.parse(row) as string[])
  const split = moves.flatMap(([, old, , kind]) => (kind === 'split' ? [old] : []))
  const statements: Sql[] = [
    noteBeforeMerge(list),
    ...rows.map((row) => ({ text: INSERT, values: [row] })),
    ...mergedStatements(keys, now),
    ...(split.length ? [{ text: SPLIT_DUE, values: [JSON.stringify(split), now] }] : []),
    { text: MISSING, values: [list] },
  ]
  const results = await runSql<Missing>(db, statements)
  const stored = results.slice(1, rows.length + 1).reduce((sum, { meta }) => sum + meta.changes, 0)
  return { stored, refused: new Map(results.at(-1)?.results.map(problemOf)) }
}

interface Missing {
  place: number
  merged: number
}

const problemOf = ({ place, merged }: Missing): [number, RowProblem] => [
  place,
  merged ? new RowProblem('merged-already', 'oldKey') : new RowProblem('circle', 'newKey'),
]
