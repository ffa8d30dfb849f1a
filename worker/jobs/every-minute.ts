import type { Env } from '../env.ts'
import { liveOf } from '../live/live-of.ts'
import { openDatabase } from '../services/database.ts'
import { NoPlaybook } from '../services/playbook/current.ts'
import { computeSegments } from './compute-segments.ts'
import { expireEmergencies } from './expire-emergencies.ts'
import { logFailure } from './log-failure.ts'
import { tellAgain } from './tell-again.ts'

/**
 * What the edge does by itself: ends emergencies that nobody confirmed, tells browsers again what came into force, and
 * computes segments from data. What cannot be computed holds up nothing.
 */
export async function everyMinute(env: Env, now: Date): Promise<void> {
  const [db, live] = [openDatabase(env.DB), liveOf(env)]
  try {
    await expireEmergencies(db, live, now.toISOString())
    await tellAgain(db, live, now)
  } catch (error) {
    logFailure('every minute', error)
  }
  try {
    await computeSegments(db, now)
  } catch (error) {
    if (!(error instanceof NoPlaybook)) logFailure('segments from data', error)
  }
}
