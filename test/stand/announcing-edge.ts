import { createApp } from '../../worker/app.ts'
import { Announcement } from '../../worker/contract/live.ts'
import type { Env } from '../../worker/env.ts'
import { liveOf, pushReport } from '../../worker/live/live-of.ts'

export { Directory } from '../../worker/live/directory.ts'
export { Team } from '../../worker/live/team.ts'

const app = createApp()

/** The shipped Worker; besides, a push without a change to approve, and its report without a supervisor. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/stand/pushes') return Response.json(await pushReport(env))
    if (pathname !== '/stand/announce') return app.fetch(request, env)
    await liveOf(env).announce(Announcement.parse(await request.json()))
    return new Response(null, { status: 204 })
  },
}
