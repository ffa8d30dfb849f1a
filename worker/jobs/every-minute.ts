import type { Env } from '../env.ts'
import { liveOf } from '../live/live-of.ts'
import { openDatabase } from '../services/database.ts'
import { describeCurrent } from '../services/playbook/describe-current.ts'
import { expireEmergencies } from './expire-emergencies.ts'
import { logFailure } from './log-failure.ts'

/** What the edge does by itself: ends emergencies that nobody confirmed, and tells browsers again what is in force. */
export async function everyMinute(env: Env, now: Date): Promise<void> {
  const [db, live] = [openDatabase(env.DB), liveOf(env)]
  try {
    await expireEmergencies(db, live, now.toISOString())
    const announcement = await describeCurrent(db)
    if (announcement) await live.announce(announcement)
  } catch (error) {
    logFailure('every minute', error)
  }
}
