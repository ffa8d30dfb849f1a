import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import type { Env } from './env.ts'
import { everyMinute } from './jobs/every-minute.ts'
import { keepBase } from './jobs/keep-base.ts'
import { logFailure } from './jobs/log-failure.ts'
import { databasesOf } from './services/databases.ts'

const app = createApp()

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }: ScheduledController, env: Env, context: ExecutionContext) =>
    context.waitUntil(everyMinute(env, new Date(scheduledTime))),
  /** Hints that facts are to be folded; however many came, once is enough. */
  queue: async (_batch: unknown, env: Env) =>
    keepBase(databasesOf(env), new Date()).catch((error) => logFailure('hint to fold', error)),
}

export { Directory } from './live/directory.ts'
export { Team } from './live/team.ts'
