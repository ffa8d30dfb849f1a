import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { RevealBatch, RevealReceipt } from '../contract/reveal.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { recordReveals } from '../services/reveals/record.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/reveals',
  summary: 'Record what an agent has held in the clear in home office',
  description:
    'What kind of number or fact, on which screen, of which customer, when; never the value. Each stands in the access log once, however often it is sent.\n\n居家办公时，坐席按住显示了哪一类号码或信息、在哪个画面、哪位客户、何时；从不包含内容本身。同一条无论发送几次，在访问日志中只记一次。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/reveals'), limitBody()] as const,
  request: { body: { required: true, content: json(RevealBatch) } },
  responses: {
    200: { description: 'Which the log has now', content: json(RevealReceipt) },
    ...bodyProblems,
    ...commonProblems,
  },
})

export function addReveals(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    c.header('Cache-Control', 'no-store')
    const { reveals } = c.req.valid('json')
    return c.json(await recordReveals(c.var.databases, reveals, c.var.agent, new Date().toISOString()), 200)
  })
}
