import type { Env } from '../env.ts'
import { liveOf } from '../live/live-of.ts'
import { openDatabase } from '../services/database.ts'
import { expireEmergencies } from './expire-emergencies.ts'
import { keepBase } from './keep-base.ts'
import { logFailure } from './log-failure.ts'
import { tellAgain } from './tell-again.ts'

/**
 * What the edge does by itself: ends emergencies that nobody confirmed, tells browsers again what came into force, and
 * folds facts from the events that came in.
 */
export async function everyMinute(env: Env, now: Date): Promise<void> {
  const [db, live] = [openDatabase(env.DB), liveOf(env)]
  try {
    await expireEmergencies(db, live, now.toISOString())
    await tellAgain(db, live, now)
  } catch (error) {
    logFailure('every minute', error)
  }
  await keepBase(env, now).catch((error) => logFailure('base of customers', error))
}
