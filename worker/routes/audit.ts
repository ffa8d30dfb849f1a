import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { AuditPage, AuditQuery } from '../contract/audit.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { listAudit } from '../services/audit/list.ts'
import { commonProblems, json, problem } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/audit',
  summary: 'The audit chain, newest first',
  description:
    'Every step of every change, every version and every refused approval. Each entry holds the hash of the one before; its own is SHA-256 over sequence, prev, at, actor, action, subject, detail, before, after and, where it is not empty, origin as a JSON array.\n\n审计记录，最新的在前：变更的每一步、每个版本和每次被拒绝的复核。每条含上一条的散列；本条散列为 sequence、prev、at、actor、action、subject、detail、before、after 以及非空的 origin 按 JSON 数组所得的 SHA-256。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/audit')] as const,
  request: { query: AuditQuery },
  responses: {
    200: { description: 'The entries', content: json(AuditPage) },
    422: problem('The query does not fit the contract; errors say where'),
    ...commonProblems,
  },
})

export function addAudit(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await listAudit(c.var.db, c.req.valid('query'), c.var.agent, new Date()), 200)
  })
}
