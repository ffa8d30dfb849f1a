import type { Database } from '../services/database.ts'
import { dropSegment } from '../services/retention/drop-segments.ts'
import { sweep } from '../services/retention/sweep.ts'
import { SWEEPS } from '../services/retention/sweeps.ts'
import { logFailure } from './log-failure.ts'

/** The hour (UTC) in which records past their time are deleted: three at night in Beijing. */
export const HOUR = 19

/** Batches of one table, and segments of one log, in one minute at most; the next minute goes on. */
const BATCHES = 4
const SEGMENTS = 20

/** Deletes what is past its time, class by class. One that fails does not hold up the others. */
export async function keepRetention(db: Database, now: Date): Promise<void> {
  if (now.getUTCHours() !== HOUR) return
  for (const swept of SWEEPS)
    await repeat(BATCHES, async () => (await sweep(db, swept, now)) > 0).catch((error) =>
      logFailure(`retention ${swept.recordClass}`, error),
    )
  for (const log of ['access', 'audit'] as const)
    await repeat(SEGMENTS, () => dropSegment(db, log, now)).catch((error) =>
      logFailure(`retention ${log}`, error),
    )
}

async function repeat(times: number, work: () => Promise<boolean>): Promise<void> {
  for (let time = 0; time < times && (await work()); ) time += 1
}
