import type { Databases } from '../services/databases.ts'
import { Refused } from '../services/refused.ts'
import { advance } from '../services/segmentation/advance.ts'
import { dropClosed } from '../services/segmentation/drop.ts'
import { dueModels } from '../services/segmentation/nightly.ts'
import { spreadRuns } from '../services/segmentation/spread.ts'
import { startRun } from '../services/segmentation/start.ts'

/** How long one minute's job may go on taking steps, and how many at most. */
const LONGEST_MS = 10_000
const MOST_STEPS = 40

/**
 * Starts the runs that the night has to start, tells databases of customers what is live where they have not heard, takes
 * steps of the run that computes, and drops what is over.
 * @throws DatabaseUnavailable, NoPlaybook; the next minute goes on where this one was stopped
 */
export async function computeSegments(databases: Databases, now: Date): Promise<void> {
  for (const model of await dueModels(databases.playbook, now)) await startDue(databases, model, now)
  await spreadRuns(databases)
  const start = Date.now()
  for (let step = 0; step < MOST_STEPS && Date.now() - start < LONGEST_MS; step++)
    if (!(await advance(databases, now))) break
  await dropClosed(databases)
}

async function startDue(
  databases: Databases,
  model: Parameters<typeof startRun>[1],
  now: Date,
): Promise<void> {
  try {
    await startRun(databases, model, { by: null, at: now.toISOString() })
  } catch (error) {
    // Somebody has just started it by hand.
    if (!(error instanceof Refused)) throw error
  }
}
