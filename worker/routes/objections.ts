import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Objection, ObjectionState } from '../contract/objection.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { recordObjection } from '../services/objections/record.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const answers = {
  200: { description: 'How things stand', content: json(ObjectionState) },
  ...bodyProblems,
  ...commonProblems,
}

const record = createRoute({
  method: 'post',
  path: '/v1/objections',
  summary: 'A customer refuses targeted tips',
  description:
    'From now on no tip that is marketing and rests on what is known of this customer is shown for them (PIPL, article 24); tips that serve what the customer has, and those that rest on nothing personal, stay. Saying it again changes nothing. It stands in the audit chain under a commitment, not under the key.\n\n客户拒绝基于其个人特征的营销提示（《个人信息保护法》第二十四条）。此后不再向该客户显示此类提示；办理其既有业务的服务提示，以及不针对个人特征的提示仍保留。重复提交不产生变化。审计链中以承诺值记录，不出现客户键。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/objections'), limitBody()] as const,
  request: { body: { required: true, content: json(Objection) } },
  responses: answers,
})

const takeBack = createRoute({
  method: 'post',
  path: '/v1/objections/take-back',
  summary: 'A customer accepts targeted tips again',
  description:
    'The refusal that stands is taken back, if it was said before. Saying it again changes nothing.\n\n客户撤回此前的拒绝。重复提交不产生变化。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/objections/take-back'), limitBody()] as const,
  request: { body: { required: true, content: json(Objection) } },
  responses: answers,
})

export function addObjections(app: OpenAPIHono<AppEnv>): void {
  const say = (action: 'record' | 'take-back', by: string) => ({ action, by, at: new Date().toISOString() })
  app.openapi(record, async (c) => {
    c.header('Cache-Control', 'no-store')
    const saying = say('record', c.var.agent.subject)
    return c.json(await recordObjection(c.var.databases, c.req.valid('json'), saying), 200)
  })
  app.openapi(takeBack, async (c) => {
    c.header('Cache-Control', 'no-store')
    const saying = say('take-back', c.var.agent.subject)
    return c.json(await recordObjection(c.var.databases, c.req.valid('json'), saying), 200)
  })
}
