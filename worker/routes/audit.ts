import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { AuditExportQuery, AuditPage, AuditQuery } from '../contract/audit.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { exportAudit } from '../services/audit/export.ts'
import { listAudit } from '../services/audit/list.ts'
import { commonProblems, json, problem } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/audit',
  summary: 'The audit chain, newest first',
  description:
    'Every step of every change, every version and every refused approval; each database of customers has a chain of its own, by its name. Each entry holds the hash of the one before; its own is SHA-256 over sequence, prev, at, actor, action, subject, detail, before, after and, where it is not empty, origin as a JSON array.\n\n审计记录，最新的在前：变更的每一步、每个版本和每次被拒绝的复核；每个客户数据库各有一条链，用名称选取。每条含上一条的散列；本条散列为 sequence、prev、at、actor、action、subject、detail、before、after 以及非空的 origin 按 JSON 数组所得的 SHA-256。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/audit')] as const,
  request: { query: AuditQuery },
  responses: {
    200: { description: 'The entries', content: json(AuditPage) },
    404: problem('There is no such database'),
    422: problem('The query does not fit the contract; errors say where'),
    ...commonProblems,
  },
})

const exported = createRoute({
  method: 'get',
  path: '/v1/audit/export',
  summary: 'The audit chain and the access log, to keep and verify elsewhere',
  description:
    'One part of one database a request, oldest first, as NDJSON: each line a record with its `type`, the last one `next` with what to go on after, or null, and the databases there are. A page without its last line broke off. `npm run audit -- export` fetches all parts, `npm run audit -- verify` verifies them without the edge.\n\n每次请求导出一个数据库的一个部分，最早的在前，格式为 NDJSON：每行一条记录并注明类型，最后一行 next 给出下一页的起点（没有下一页时为 null）和各数据库的名称；缺少最后一行说明传输中断。npm run audit -- export 取回全部内容，npm run audit -- verify 脱机核验。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/audit/export')] as const,
  request: { query: AuditExportQuery },
  responses: {
    200: { description: 'The lines, as application/x-ndjson' },
    404: problem('There is no such database'),
    422: problem('The query does not fit the contract; errors say where'),
    ...commonProblems,
  },
})

export function addAudit(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await listAudit(c.var.databases, c.req.valid('query'), c.var.agent, new Date()), 200)
  })
  app.openapi(exported, async (c) => {
    const stream = await exportAudit(c.var.databases, c.req.valid('query'), c.var.agent, new Date())
    const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' }
    return new Response(stream, { headers })
  })
}
