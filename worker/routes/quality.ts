import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Quality } from '../contract/results.ts'
import { pushReport } from '../live/live-of.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { readQuality } from '../services/quality/read.ts'
import { scopeOf } from '../services/teams/scope.ts'
import { commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/quality',
  summary: 'How the management process itself stands',
  description:
    'Changes that wait, how long approvals take, what is past its review date, tips that were never shown or are never taken, checks that always find something, citations nobody has confirmed, browsers with an older playbook. Content is one for the bank and told to all; browsers are those of the teams that the caller may see.\n\n管理过程自身的状况：待复核的改动、复核用时、已过复审日的条目、从未展示或无人采纳的提示、总是有发现的检查、引文尚未核实的检查、仍在使用旧策略包的浏览器。策略内容全行一份，对所有人相同；浏览器只计调用者可见的团队。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/quality')] as const,
  responses: { 200: { description: 'The figures', content: json(Quality) }, ...commonProblems },
})

export function addQuality(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    c.header('Cache-Control', 'no-store')
    // The rest can be told though the live channel cannot be asked.
    const report = await pushReport(c.env, scopeOf(c.var.agent)).catch(() => null)
    return c.json(await readQuality(c.var.databases, report, new Date()), 200)
  })
}
