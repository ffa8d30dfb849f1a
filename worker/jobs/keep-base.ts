import type { Env } from '../env.ts'
import type { Databases } from '../services/databases.ts'
import { foldDue } from '../services/facts/due.ts'
import { foldRules } from '../services/facts/rules.ts'
import { retiredLoad, retireSome } from '../services/loads/retire.ts'
import { NoPlaybook } from '../services/playbook/current.ts'
import { logFailure } from './log-failure.ts'

/** How long one run may take: the next minute goes on. Milliseconds. */
const LONGEST = 20_000

/** Folds the facts of customers of whom events came in, and removes loads that nobody sees any more. */
export async function keepBase({ playbook, customers }: Databases, now: Date): Promise<void> {
  const until = Date.now() + LONGEST
  try {
    const rules = await foldRules(playbook)
    for (const db of customers) await foldDue(db, rules, now, until)
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
