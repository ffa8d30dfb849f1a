import type { ExecutionContext } from '@cloudflare/workers-types'
import { createApp } from '../app.ts'
import { edgeEnv, type HostedEnv } from './env.ts'

const app = createApp()

/** The same edge on plain workerd, on the bank's own machines: docs/hosting.md. */
export default {
  fetch: (request: Request, env: HostedEnv, context: ExecutionContext) =>
    app.fetch(request, edgeEnv(env), context as never),
}

export { Directory } from '../live/directory.ts'
export { Team } from '../live/team.ts'
export { Sql } from './sql.ts'
