import type { Env } from '../env.ts'
import type { Database } from '../services/database.ts'
import type { Databases } from '../services/databases.ts'
import { foldDue } from '../services/facts/due.ts'
import { foldRules } from '../services/facts/rules.ts'
import { walkFolds } from '../services/facts/walk.ts'
import { retiredLoad, retireSome } from '../services/loads/retire.ts'
import { NoPlaybook } from '../services/playbook/current.ts'
import { logFailure } from './log-failure.ts'

/** How long one run may take: the next minute goes on. Milliseconds. */
const LONGEST = 20_000
/** And how long at most with customers of whom nothing came in, whose folds are others now. */
const WALKING = 10_000

/**
 * Folds the facts of customers of whom events came in, then of all others where the catalogue folds otherwise than before,
 * and removes loads that nobody sees any more.
 */
export async function keepBase({ playbook, customers }: Databases, now: Date): Promise<void> {
  const [until, walkingUntil] = [Date.now() + LONGEST, Date.now() + WALKING]
  try {
    const rules = await foldRules(playbook)
    const walking: Database[] = []
    for (const db of customers) if (await foldDue(db, rules, now, until)) walking.push(db)
    for (const db of walking) await walkFolds(db, rules, now, walkingUntil)
  } catch (error) {
    if (!(error instanceof NoPlaybook)) throw error
  }
  for (const db of customers) {
    for (
      let load = await retiredLoad(db);
      load !== undefined && Date.now() < until;
      load = await retiredLoad(db)
    ) {
      while (Date.now() < until && (await retireSome(db, load, now)));
    }
  }
}

/** Says that somebody may be due. Only a hint: who is due stands in the database. */
export async function hintRefold({ REFOLD }: Env): Promise<void> {
  await REFOLD?.send({}).catch((error) => logFailure('hint to fold', error))
}
