import type { Database } from '../database.ts'
import { foldDue } from './due.ts'
import { foldsDigest } from './folds-digest.ts'
import type { FoldRules } from './refold.ts'
import { stepWalk } from './step-walk.ts'

/**
 * Folds the facts of all customers of one database who have events, step by step, until nobody is left or the time is up;
 * the next time goes on.
 * @param until milliseconds of the clock
 * @throws DatabaseUnavailable; nobody is passed over
 */
export async function walkFolds(db: Database, rules: FoldRules, now: Date, until: number): Promise<void> {
  const folds = await foldsDigest(rules)
  for (let more = true; more && Date.now() < until; ) {
    more = await stepWalk(db, folds, now)
    await foldDue(db, rules, now, until)
  }
}
