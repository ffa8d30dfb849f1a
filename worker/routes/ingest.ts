import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { IngestHeaders, IngestKind, IngestQuery, IngestReport } from '../contract/ingest.ts'
import { hintRefold } from '../jobs/keep-base.ts'
import { atOnce } from '../middleware/at-once.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { ndjsonBody } from '../middleware/ndjson-body.ts'
import { takeBatch } from '../services/ingest/take.ts'
import { readCurrent } from '../services/playbook/current.ts'
import { commonProblems, json, problem } from './schemas.ts'

/** Each holds some megabytes, and the database takes one at a time anyway. */
const AT_ONCE = 4

const route = createRoute({
  method: 'post',
  path: '/v1/ingest/{kind}',
  summary: 'Take customers, events, numbers of theirs or moves from the bank',
  description:
    'One JSON object a line: CustomerRow, EventRow, IdentifierRow or MoveRow. What is wrong costs its own line and stands in the report. Answered when the database holds all of it; a batch whose answer was lost is sent again as it was under the same Idempotency-Key, and nothing is doubled. With `load` the rows wait for the end of a full refresh. See docs/ingest.md.\n\n每行一个 JSON 对象：客户、事件、号码或客户变动。有错的只损失那一行，并写入回执。数据全部入库后才应答；没有收到应答时，以同一 Idempotency-Key 原样重发，不会重复。带 load 的行在全量更新完成后一起生效。见 docs/ingest.md。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/ingest/{kind}'), atOnce(AT_ONCE)] as const,
  request: {
    params: z.object({ kind: IngestKind }),
    query: IngestQuery,
    headers: IngestHeaders,
    body: { required: true, content: { 'application/x-ndjson': { schema: z.string() } } },
  },
  responses: {
    200: { description: 'What became of the rows', content: json(IngestReport) },
    400: problem('The body breaks off, or is not gzip though it says so'),
    404: problem('There is no such dataset'),
    409: problem('The batch id was used for another body, or the load is over'),
    413: problem('The body is too large'),
    415: problem('The body is not NDJSON'),
    422: problem('Kind, query or headers do not fit the contract; errors say where'),
    ...commonProblems,
  },
})

export function addIngest(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    const { kind } = c.req.valid('param')
    const { dataset, load } = c.req.valid('query')
    const { 'idempotency-key': id } = c.req.valid('header')
    const body = ndjsonBody(c.req.raw)
    const { compiled } = await readCurrent(c.var.databases.playbook)
    const batch = { id, kind, dataset, load, by: c.var.agent.subject, body }
    const report = await takeBatch(c.var.databases, batch, compiled.playbook, new Date())
    await hintRefold(c.env)
    c.header('Cache-Control', 'no-store')
    return c.json(report, 200)
  })
}
