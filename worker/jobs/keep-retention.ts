import type { Database } from '../services/database.ts'
import type { Databases } from '../services/databases.ts'
import { everyDatabase } from '../services/every-database.ts'
import { spreadHolds } from '../services/holds/spread.ts'
import { dropSegment } from '../services/retention/drop-segments.ts'
import { readSet, type SetRow } from '../services/retention/read.ts'
import { sweep } from '../services/retention/sweep.ts'
import { SWEEPS } from '../services/retention/sweeps.ts'
import { logFailure } from './log-failure.ts'

/** The hour (UTC) in which records past their time are deleted: three at night in Beijing. */
export const HOUR = 19

/** Batches of one table, and segments of one log, in one minute at most; the next minute of the hour goes on. */
const BATCHES = 4
/** A log is sealed every minute of the day: an hour of the night must drop more than those. */
const SEGMENTS = 40

/**
 * Deletes what is past its time, class by class, in every database. One that fails does not hold up the others. Before
 * anything is deleted every hold stands where it has to.
 * @throws DatabaseUnavailable where holds cannot be seen to; then nothing is deleted
 */
export async function keepRetention(databases: Databases, now: Date): Promise<void> {
  await spreadHolds(databases, now.toISOString())
  if (now.getUTCHours() !== HOUR) return
  const [set] = await databases.playbook.batch([readSet(databases.playbook)])
  for (const db of everyDatabase(databases)) await keep(db, set, now)
}

async function keep(db: Database, set: readonly SetRow[], now: Date): Promise<void> {
  for (const swept of SWEEPS)
    await repeat(BATCHES, async () => (await sweep(db, swept, set, now)) > 0).catch((error) =>
      logFailure(`retention ${swept.recordClass}`, error),
    )
  for (const log of ['access', 'audit'] as const)
    await repeat(SEGMENTS, () => dropSegment(db, log, set, now)).catch((error) =>
      logFailure(`retention ${log}`, error),
    )
}

async function repeat(times: number, work: () => Promise<boolean>): Promise<void> {
  for (let time = 0; time < times && (await work()); ) time += 1
}
