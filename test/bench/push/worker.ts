import type { ExecutionContext } from '@cloudflare/workers-types'
import type { Env } from '../../../worker/env.ts'
import edge from '../../../worker/index.ts'

export { Directory, Team } from '../../../worker/index.ts'
export { Bare } from './bare.ts'

type BenchEnv = Env & { BARE: { getByName(name: string): { fetch(request: Request): Promise<Response> } } }

/** The shipped Worker and the bare broadcast in one process. */
export default {
  ...edge,
  async fetch(request: Request, env: BenchEnv, context: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/bench/bare') return env.BARE.getByName('bare').fetch(request)
    return edge.fetch(request, env, context)
  },
}
