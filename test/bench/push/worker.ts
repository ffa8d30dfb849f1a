import { createApp } from '../../../worker/app.ts'
import { Announcement } from '../../../worker/contract/live.ts'
import type { Env } from '../../../worker/env.ts'
import { liveOf } from '../../../worker/live/live-of.ts'

export { Directory } from '../../../worker/live/directory.ts'
export { Team } from '../../../worker/live/team.ts'
export { Bare } from './bare.ts'

type BenchEnv = Env & { BARE: { getByName(name: string): { fetch(request: Request): Promise<Response> } } }

const app = createApp()

/** The shipped Worker, a way to announce without writing a playbook first, and the bare broadcast. */
export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/bench/bare') return env.BARE.getByName('bare').fetch(request)
    if (pathname !== '/bench/announce') return app.fetch(request, env)
    await liveOf(env).announce(Announcement.parse(await request.json()))
    return new Response(null, { status: 204 })
  },
}
