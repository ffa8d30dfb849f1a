import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { DatabaseList, DatabaseShare } from '../contract/databases.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { listDatabases } from '../services/placement/list.ts'
import { shareBuckets } from '../services/placement/share.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const security = [{ accessToken: [] }]
const stands = { 200: { description: 'How customers are spread now', content: json(DatabaseList) } }

const list = createRoute({
  method: 'get',
  path: '/v1/databases',
  summary: 'Databases of customers and what each has of them',
  description:
    'In buckets, of which there are 4,096, each with about the same number of customers.\n\n以分桶计：共 4096 个，每个分桶的客户数大致相同。',
  security,
  middleware: [authenticate('GET /v1/databases')] as const,
  responses: { ...stands, ...commonProblems },
})

const share = createRoute({
  method: 'put',
  path: '/v1/databases/{name}',
  summary: 'Say how many buckets a database is to have',
  description:
    'They are moved one after the other while all of them serve; GET says how far it is. The same again changes nothing. See docs/databases.md.\n\n系统逐个迁移分桶，期间照常服务；进度见 GET。重复提交不产生变化。见 docs/databases.md。',
  security,
  middleware: [authenticate('PUT /v1/databases/{name}'), limitBody()] as const,
  request: {
    params: z.object({ name: z.string().max(80) }),
    body: { required: true, content: json(DatabaseShare) },
  },
  responses: {
    ...stands,
    404: problem('There is no such database of customers'),
    ...bodyProblems,
    ...commonProblems,
  },
})

export function addDatabases(app: OpenAPIHono<AppEnv>): void {
  app.openapi(list, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await listDatabases(c.var.databases), 200)
  })
  app.openapi(share, async (c) => {
    const { name } = c.req.valid('param')
    const { subject } = c.var.agent
    const at = new Date().toISOString()
    c.header('Cache-Control', 'no-store')
    return c.json(await shareBuckets(c.var.databases, name, c.req.valid('json'), subject, at), 200)
  })
}
