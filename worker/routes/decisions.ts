import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { DecisionRequest, DecisionResponse } from '../contract/decision.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { decideFor } from '../services/decisions/decide.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/decisions',
  summary: 'Decide for one or up to 100 customers',
  description:
    'Segments, tips and checks for each customer key, in the order asked. A key that the base does not hold is answered as such.\n\n为一位或最多一百位客户给出客群、服务提示与合规检查，按请求中的次序返回；客户库中没有的客户键会如实说明。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/decisions'), limitBody()] as const,
  request: { body: { required: true, content: json(DecisionRequest) } },
  responses: {
    200: { description: 'One answer a key', content: json(DecisionResponse) },
    ...bodyProblems,
    ...commonProblems,
  },
})

export function addDecisions(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    const { customerKeys, contact } = c.req.valid('json')
    c.header('Cache-Control', 'no-store')
    return c.json(
      await decideFor(c.var.databases, customerKeys, { agent: c.var.agent, contact, now: new Date() }),
      200,
    )
  })
}
