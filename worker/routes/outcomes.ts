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
    'Each outcome id is stored once, however often it is sent. The receipt names every id: stored now, known before, or refused for good and why. An outcome is refused that cannot have happened under the playbook version it names: no such version, rule or reason, an override where there is none, a time more than five minutes ahead; or whose text holds what may identify a customer. Names cannot be told by their form: leave them out.\n\n记录坐席对服务提示与合规检查的处理结果。同一编号无论发送几次只保存一次；回执逐条说明：本次保存、此前已有，或不予接受及原因。与所注明策略包版本不符的结果不予接受：版本、规则或原因不存在，该检查不得例外，时间超前五分钟以上；文字中含有可能识别客户的号码也不予接受。姓名无法按格式识别，请勿填写。',
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
    return c.json(await recordOutcomes(c.var.databases, outcomes, c.var.agent, at), 200)
  })
}
