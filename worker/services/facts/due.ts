import { type Database, runSql } from '../database.ts'
import { beginWalk, WALK, type Walk } from './begin-walk.ts'
import { foldsDigest } from './folds-digest.ts'
import { type FoldRules, type FoldTarget, refold } from './refold.ts'

const LOADS = `SELECT l.id AS loadId, l.dataset_id AS dataset, d.as_of AS asOf, d.currency
  FROM load l LEFT JOIN dataset d ON d.id = l.dataset_id
  WHERE (l.state = 'loading' OR d.live_load = l.id)
    AND EXISTS (SELECT 1 FROM dirty_customer c WHERE c.load_id = l.id AND c.since <= ?1)`

/** Loads that are live or filling and have customers whose facts are to be folded, and how far the database was walked. */
async function readDue(db: Database, now: Date): Promise<[FoldTarget[], Walk | undefined]> {
  const [loads, walk] = await runSql(db, [
    { text: LOADS, values: [now.toISOString()] },
    { text: WALK, values: [] },
  ])
  return [(loads?.results ?? []) as FoldTarget[], walk?.results[0] as Walk | undefined]
}

/**
 * Folds the facts of whoever is due in one database, until nobody is or the time is up. Where the catalogue's folds are
 * others than it was walked for, the walk begins.
 * @param until milliseconds of the clock
 * @returns whether customers are left to be walked
 * @throws DatabaseUnavailable; what was folded stands
 */
export async function foldDue(db: Database, rules: FoldRules, now: Date, until: number): Promise<boolean> {
  const [targets, walk] = await readDue(db, now)
  const walking = await beginWalk(db, walk, await foldsDigest(rules))
  for (const target of targets) {
    while (Date.now() < until && (await refold(db, target, rules, now)) > 0);
  }
  return walking
}
