import type { Live } from '../live/live.ts'
import { dueEmergencies } from '../services/changes/due.ts'
import { expireChange } from '../services/changes/expire.ts'
import type { Database } from '../services/database.ts'
import { logFailure } from './log-failure.ts'

/**
 * Ends every emergency that was not confirmed in time. One that cannot be ended does not hold up the others.
 * @param at ISO time of now
 * @throws DatabaseUnavailable where they cannot be found; the next minute tries again
 */
export async function expireEmergencies(db: Database, live: Live, at: string): Promise<void> {
  for (const id of await dueEmergencies(db, at)) {
    try {
      const announcement = await expireChange(db, id, at)
      if (announcement) await live.announce(announcement)
    } catch (error) {
      logFailure(`expire ${id}`, error)
    }
  }
}
