import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Me } from '../contract/context.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/me',
  summary: 'Who is signed in',
  description: 'As the token says: subject, roles and teams.\n\n当前登录者：令牌中的主体、角色和团队。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/me')] as const,
  responses: { 200: { description: 'The person', content: json(Me) }, ...commonProblems },
})

export function addMe(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, (c) => {
    const { subject, roles, teams } = c.var.agent
    c.header('Cache-Control', 'no-store')
    return c.json({ subject, roles: [...roles], teams: [...teams] }, 200)
  })
}
