import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import type { Env } from './env.ts'
import { everyMinute } from './jobs/every-minute.ts'

const app = createApp()

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }: ScheduledController, env: Env, context: ExecutionContext) =>
    context.waitUntil(everyMinute(env, new Date(scheduledTime))),
}

export { Directory } from './live/directory.ts'
export { Team } from './live/team.ts'
