import type { ExecutionContext } from '@cloudflare/workers-types'
import { createApp } from '../app.ts'
import { bindingTo } from './binding.ts'
import type { HostedEnv } from './sql.ts'

const app = createApp()

/** The same edge on plain workerd, on the bank's own machines: docs/hosting.md. */
export default {
  fetch: (request: Request, env: HostedEnv, context: ExecutionContext) =>
    app.fetch(request, { ...env, DB: bindingTo(env.SQL) }, context as never),
}

export { Directory } from '../live/directory.ts'
export { Team } from '../live/team.ts'
export { Sql } from './sql.ts'
