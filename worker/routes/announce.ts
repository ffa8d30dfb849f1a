import type { Context } from 'hono'
import type { Announcement } from '../contract/live.ts'
import { logFailure } from '../jobs/log-failure.ts'
import { liveOf } from '../live/live-of.ts'
import type { AppEnv } from '../middleware/context.ts'

/** Tells open browsers after the answer is on its way; what fails here is told again within a minute. */
export function announceLater(c: Context<AppEnv>, announcement: Announcement): void {
  const told = liveOf(c.env)
    .announce(announcement)
    .catch((error) => logFailure(`announce ${announcement.version}`, error))
  c.executionCtx.waitUntil(told)
}
