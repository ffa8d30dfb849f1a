import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { AdapterHealth, HealthQuery, StepCountBatch, StepCountReceipt } from '../contract/health.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { recordStepCounts } from '../services/step-counts/record.ts'
import { sumStepCounts } from '../services/step-counts/sum.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const record = createRoute({
  method: 'post',
  path: '/v1/health/readings',
  summary: 'Count how well pages were read',
  description:
    'How often each step of the page adapters found what it looks for, as one browser counted it: ids of the playbook and counts, no content of a page and no customer key. A batch is counted once, however often it is sent, and who sent it is not kept. A batch is refused for good where it names an adapter or screen that its playbook version has not, or a day that is not among the last 90. Counts are kept for 90 days.\n\n记录页面适配器每一步读取的成败次数：只有策略包中的编号和次数，没有页面内容，也没有客户键。同一批无论发送几次只计一次，不记录由谁发送。批次中的适配器或画面不在所注明的策略包版本中，或日期不在最近 90 天内的，整批不予接受。计数保留 90 天。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/health/readings'), limitBody()] as const,
  request: { body: { required: true, content: json(StepCountBatch) } },
  responses: {
    200: { description: 'What became of the batch', content: json(StepCountReceipt) },
    ...bodyProblems,
    ...commonProblems,
  },
})

const sum = createRoute({
  method: 'get',
  path: '/v1/health/adapters',
  summary: 'How well pages are read, by day',
  description:
    'For each adapter, screen, part and step: how often it had which outcome, by day, of all browsers together.\n\n按适配器、画面、读取内容和步骤，逐日给出各种结果的次数，为所有浏览器之和。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/health/adapters')] as const,
  request: { query: HealthQuery },
  responses: {
    200: { description: 'The counts', content: json(AdapterHealth) },
    422: problem('The query does not fit the contract; errors say where'),
    ...commonProblems,
  },
})

export function addStepCounts(app: OpenAPIHono<AppEnv>): void {
  app.openapi(record, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await recordStepCounts(c.var.databases.playbook, c.req.valid('json'), new Date()), 200)
  })
  app.openapi(sum, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await sumStepCounts(c.var.databases.playbook, c.req.valid('query').days, new Date()), 200)
  })
}
