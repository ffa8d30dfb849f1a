import type { Env } from '../../../worker/env.ts'
import edge from '../../stand/announcing-edge.ts'

export { Directory, Team } from '../../stand/announcing-edge.ts'
export { Bare } from './bare.ts'

type BenchEnv = Env & { BARE: { getByName(name: string): { fetch(request: Request): Promise<Response> } } }

/** The shipped Worker and the bare broadcast in one process. */
export default {
  fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname } = new URL(request.url)
    return pathname === '/bench/bare' ? env.BARE.getByName('bare').fetch(request) : edge.fetch(request, env)
  },
}
