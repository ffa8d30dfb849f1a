import type { Env } from '../../../worker/env.ts'
import { databasesOf } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { readView } from '../../../worker/services/view/read.ts'
import { readEvents } from '../../../worker/services/view/read-events.ts'

const agent = { subject: 'bench', roles: ['agent' as const], teams: [] }

const PAGE = { limit: 50 }
const RARE = { ...PAGE, kinds: ['complaint_opened'] }

/** The Worker that is timed: the services behind the three routes, as the routes call them, and nothing at all. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const [path, key] = [new URL(request.url).pathname, await request.text()]
    const [databases, asking] = [databasesOf(env), { agent, now: new Date() }]
    await databases.ready()
    if (path === '/decide') return Response.json(await decideFor(databases, [key], asking))
    if (path === '/view') return Response.json(await readView(databases, key, asking))
    if (path === '/events') return Response.json(await readEvents(databases, key, PAGE, asking))
    if (path === '/rare') return Response.json(await readEvents(databases, key, RARE, asking))
    return Response.json(null)
  },
}
