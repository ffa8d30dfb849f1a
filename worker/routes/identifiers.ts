import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { ResolveRequest, ResolveResponse } from '../contract/identity.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { lookUp } from '../services/identifiers/look-up.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/identifiers/resolve',
  summary: 'Whom accounts, cards and phones lead to',
  description:
    'For each hash of a number: one customer of whom the bank is certain, several with their roles, or that nobody can say. Never facts.\n\n按号码的散列值逐条返回：银行确定的一位客户、若干客户及其身份，或无法确定。不返回任何客户事实。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/identifiers/resolve'), limitBody()] as const,
  request: { body: { required: true, content: json(ResolveRequest) } },
  responses: {
    200: { description: 'One answer a hash, in the order asked', content: json(ResolveResponse) },
    ...bodyProblems,
    ...commonProblems,
  },
})

export function addIdentifiers(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    c.header('Cache-Control', 'no-store')
    const { hashes } = c.req.valid('json')
    const at = new Date().toISOString()
    return c.json({ resolved: await lookUp(c.var.databases, hashes, c.var.agent, at) }, 200)
  })
}
