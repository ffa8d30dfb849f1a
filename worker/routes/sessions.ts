import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { EndSessions, SessionsEnded } from '../contract/session.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { Refusal } from '../middleware/problems.ts'
import { endSessions } from '../services/sessions/end.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'post',
  path: '/v1/sessions/end',
  summary: 'Sign a person out everywhere',
  description:
    "Every access token that was issued to the person before this moment is refused from now on, within ten seconds everywhere; their browsers sign out when they hear of it. People end their own sessions, administrators anybody's. It does not keep anybody from signing in anew: that is the identity provider's to refuse.\n\n结束某人的全部登录：此前签发的访问令牌在十秒内全部失效，其浏览器得知后随即退出。本人可结束自己的登录，管理员可结束任何人的。能否重新登录由身份平台决定。",
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/sessions/end'), limitBody()] as const,
  request: { body: { required: true, content: json(EndSessions) } },
  responses: {
    200: { description: 'Since when', content: json(SessionsEnded) },
    ...bodyProblems,
    ...commonProblems,
  },
})

const foreign = () =>
  new Refusal('role-missing', {
    detail: {
      zh: '结束他人的登录需要管理员（admin）。',
      en: "Only an administrator (admin) ends somebody else's sessions.",
    },
  })

export function addSessions(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    const { agent, databases } = c.var
    const { subject = agent.subject } = c.req.valid('json')
    if (subject !== agent.subject && !agent.roles.includes('admin')) throw foreign()
    c.header('Cache-Control', 'no-store')
    return c.json(
      await endSessions(databases.playbook, subject, agent.subject, new Date().toISOString()),
      200,
    )
  })
}
