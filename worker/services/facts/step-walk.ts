import { type Database, runSql } from '../database.ts'

/** Customers of one step. */
const MOST = 2000

/** Those of one key, in however many loads, are of one step. */
const NEXT = `walk(after) AS (SELECT after FROM fold_walk WHERE folds = ?1 AND after IS NOT NULL),
  next(key) AS (SELECT DISTINCT c.key FROM walk CROSS JOIN customer c WHERE c.key > walk.after ORDER BY c.key LIMIT ?2)`

/** Loads whose facts are folded: those that are live, and those being filled. */
const FOLDED_LOADS = `(SELECT l.id FROM load l LEFT JOIN dataset d ON d.id = l.dataset_id
  WHERE l.state = 'loading' OR d.live_load = l.id)`

/**
 * Found by customer, with `+` before the load: of a load there are millions. Whoever was folded before may have lost all
 * events with a companion's load.
 */
export const isFolded = (customer: string): string => `+${customer}.load_id IN ${FOLDED_LOADS}
  AND (${customer}.folded_over IS NOT NULL
    OR EXISTS (SELECT 1 FROM event e WHERE e.customer_key = ${customer}.key))`

const MARK = `WITH ${NEXT}
  INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT c.load_id, c.key, ?3 FROM next CROSS JOIN customer c ON c.key = next.key WHERE ${isFolded('c')}
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`

const MOVE_ON = `WITH ${NEXT}
  UPDATE fold_walk SET after = (SELECT iif(count(*) = ?2, max(key), NULL) FROM next)
  WHERE folds = ?1 AND after IS NOT NULL RETURNING after`

/**
 * Takes one step through the customers of a database whose facts are to be folded by other folds than before: the next of
 * them are due now, and it goes on after them, both or neither.
 * @param folds digest of the folds it is walked for
 * @returns whether customers are left; false also where it is walked for others meanwhile
 * @throws DatabaseUnavailable
 */
export async function stepWalk(db: Database, folds: string, now: Date, most = MOST): Promise<boolean> {
  const [, moved] = await runSql<{ after: string | null }>(db, [
    { text: MARK, values: [folds, most, now.toISOString()] },
    { text: MOVE_ON, values: [folds, most] },
  ])
  return (moved?.results[0]?.after ?? null) !== null
}
