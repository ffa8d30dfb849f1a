import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Fleet, FleetReport } from '../contract/fleet.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { readFleet } from '../services/fleet/read.ts'
import { recordFleet } from '../services/fleet/record.ts'
import { scopeOf } from '../services/teams/scope.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const report = createRoute({
  method: 'post',
  path: '/v1/fleet/reports',
  summary: 'Say how this browser stands',
  description:
    'Version, ring, name of the secret, and which policy keys arrived or are wrong, by name and never by value. What a browser said before is replaced.\n\n上报本浏览器的状况：版本、批次、密钥编号，以及哪些设置已收到、哪些有误；只有名称，没有值。再次上报会取代上一次。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/fleet/reports'), limitBody()] as const,
  request: { body: { required: true, content: json(FleetReport) } },
  responses: {
    200: { description: 'Kept', content: json(FleetReport.pick({ id: true })) },
    ...bodyProblems,
    ...commonProblems,
  },
})

const fleet = createRoute({
  method: 'get',
  path: '/v1/fleet',
  summary: 'How the browsers of the fleet stand',
  description:
    'Administrators and auditors see every browser, supervisors those of their own teams. Counts by ring and version are of browsers seen within seven days.\n\n管理员和审计可看到全部浏览器，主管只看到自己团队的。按批次和版本的计数只含七天内见过的浏览器。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/fleet')] as const,
  responses: { 200: { description: 'The fleet', content: json(Fleet) }, ...commonProblems },
})

export function addFleet(app: OpenAPIHono<AppEnv>): void {
  app.openapi(report, async (c) => {
    const said = c.req.valid('json')
    await recordFleet(c.var.databases.playbook, said, c.var.agent, new Date().toISOString())
    c.header('Cache-Control', 'no-store')
    return c.json({ id: said.id }, 200)
  })
  app.openapi(fleet, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readFleet(c.var.databases.playbook, scopeOf(c.var.agent), new Date()), 200)
  })
}
