import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { OutcomeBatch, OutcomeReceipt } from '../contract/outcome.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { recordOutcomes } from '../services/outcomes/record.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/outcomes',
  summary: 'Record what agents did with tips and checks',
  description:
    'Each outcome id is stored once, however often it is sent. The receipt names every id: stored now, known before, or refused for good and why.\n\n记录坐席对服务提示与合规检查的处理结果。同一编号无论发送几次只保存一次；回执逐条说明：本次保存、此前已有，或不予接受及原因。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/outcomes'), limitBody()] as const,
  request: { body: { required: true, content: json(OutcomeBatch) } },
  responses: {
    200: { description: 'What became of each outcome', content: json(OutcomeReceipt) },
    ...bodyProblems,
    ...commonProblems,
  },
})

export function addOutcomes(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    const { outcomes } = c.req.valid('json')
    c.header('Cache-Control', 'no-store')
    const at = new Date().toISOString()
    return c.json(await recordOutcomes(c.var.db, outcomes, c.var.agent.subject, at), 200)
  })
}
