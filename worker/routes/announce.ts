import type { Context } from 'hono'
import type { Announcement } from '../contract/live.ts'
import { logFailure } from '../jobs/log-failure.ts'
import { liveOf } from '../live/live-of.ts'
import type { AppEnv } from '../middleware/context.ts'
import { spreadVersion } from '../services/playbook/spread.ts'

/**
 * Tells the databases of customers of a version before the answer, and open browsers after it is on its way; whom that
 * does not reach is told again within a minute.
 */
export async function announceVersion(c: Context<AppEnv>, announcement: Announcement): Promise<void> {
  await spreadVersion(c.var.databases).catch((error) => logFailure(`spread ${announcement.version}`, error))
  const told = liveOf(c.env)
    .announce(announcement)
    .catch((error) => logFailure(`announce ${announcement.version}`, error))
  c.executionCtx.waitUntil(told)
}
