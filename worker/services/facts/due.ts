import { type Database, runSql } from '../database.ts'
import { type FoldRules, type FoldTarget, refold } from './refold.ts'

const LOADS = `SELECT l.id AS loadId, l.dataset_id AS dataset, d.as_of AS asOf
  FROM load l LEFT JOIN dataset d ON d.id = l.dataset_id
  WHERE (l.state = 'loading' OR d.live_load = l.id)
    AND EXISTS (SELECT 1 FROM dirty_customer c WHERE c.load_id = l.id AND c.since <= ?1)`

/** Loads that are live or filling and have customers whose facts are to be folded. */
async function loadsDue(db: Database, now: Date): Promise<FoldTarget[]> {
  const [found] = await runSql<FoldTarget>(db, [{ text: LOADS, values: [now.toISOString()] }])
  return found?.results ?? []
}

/**
 * Folds the facts of whoever is due in one database, until nobody is or the time is up.
 * @param until milliseconds of the clock
 * @returns how many customers
 * @throws DatabaseUnavailable; what was folded stands
 */
export async function foldDue(db: Database, rules: FoldRules, now: Date, until: number): Promise<number> {
  let folded = 0
  for (const target of await loadsDue(db, now)) {
    for (let some = -1; some !== 0 && Date.now() < until; folded += some) {
      some = await refold(db, target, rules, now)
    }
  }
  return folded
}
