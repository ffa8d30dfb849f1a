import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { LoadDiscard, LoadFinish, LoadReceipt, RowId } from '../contract/ingest.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { discardLoad } from '../services/loads/discard.ts'
import { finishLoad } from '../services/loads/finish.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const params = z.object({ load: RowId })
const problems = {
  404: problem('There is no such full refresh'),
  409: problem('It is over, its facts are still being folded, or the counts differ from those expected'),
  ...bodyProblems,
  ...commonProblems,
}

const finish = createRoute({
  method: 'post',
  path: '/v1/ingest/loads/{load}/finish',
  summary: 'Let a full refresh go live',
  description:
    'What was live before is replaced at once, if exactly as many rows are there as the body says.\n\n行数与正文所写完全一致时，立即以这次全量更新替换原来的数据。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/ingest/loads/{load}/finish'), limitBody()] as const,
  request: { params, body: { required: true, content: json(LoadFinish) } },
  responses: { 200: { description: 'It is live', content: json(LoadReceipt) }, ...problems },
})

const discard = createRoute({
  method: 'post',
  path: '/v1/ingest/loads/{load}/discard',
  summary: 'Give up a full refresh',
  description: 'Its rows are removed; what is live stays.\n\n删除这次全量更新的数据；原来的数据仍然有效。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/ingest/loads/{load}/discard'), limitBody()] as const,
  request: { params, body: { required: true, content: json(LoadDiscard) } },
  responses: { 200: { description: 'It is given up', content: json(LoadReceipt) }, ...problems },
})

export function addLoads(app: OpenAPIHono<AppEnv>): void {
  app.openapi(finish, async (c) => {
    const { load } = c.req.valid('param')
    const { subject } = c.var.agent
    return c.json(await finishLoad(c.var.databases, load, c.req.valid('json'), subject, new Date()), 200)
  })
  app.openapi(discard, async (c) => {
    const { load } = c.req.valid('param')
    const { dataset } = c.req.valid('json')
    const { subject } = c.var.agent
    return c.json(await discardLoad(c.var.databases, dataset, load, subject, new Date()), 200)
  })
}
