import type { Live } from '../live/live.ts'
import type { Database } from '../services/database.ts'
import { describeVersion } from '../services/playbook/describe-version.ts'
import { recentVersions } from '../services/playbook/recent.ts'
import { logFailure } from './log-failure.ts'

const HOUR = 3_600_000

/**
 * Announces every version of the last hour and the one in force. Those that were told change nothing; of one that was
 * missed its notice comes now. One that cannot be told does not hold up the others.
 * @throws DatabaseUnavailable where they cannot be found; the next minute tries again
 */
export async function tellAgain(db: Database, live: Live, now: Date): Promise<void> {
  for (const published of await recentVersions(db, new Date(now.getTime() - HOUR).toISOString())) {
    try {
      await live.announce(await describeVersion(db, published))
    } catch (error) {
      logFailure(`tell playbook ${published.version}`, error)
    }
  }
}
