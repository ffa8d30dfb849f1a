import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { FindingsRequest, PreviewFindings, PreviewRequest, PreviewStretch } from '../contract/preview.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { findInPlaybook } from '../services/previews/find.ts'
import { previewStretch } from '../services/previews/stretch.ts'
import { bodyProblems, commonProblems, json } from './schemas.ts'

const stretch = createRoute({
  method: 'post',
  path: '/v1/previews',
  summary: 'What a change would do to the customer base, one stretch of it',
  description:
    'Decides for some thousand customers with the playbook in force and with the change in it, and counts. Ask on with `after` set to the `next` of the answer until that is null; the counts of all stretches add up. Nothing is stored. It assumes an agent of every role and team who has answered nobody yet, the first channel and shift of the tip, and the moment from which the item holds.\n\n用生效中的策略包和加入本次改动后的策略包，分别为数千位客户作出决策并计数。把返回的 next 作为下一次的 after，直到它为 null；各段的计数可以相加。不保存任何内容。假定坐席具有全部角色和团队、此前没有答复过任何客户，渠道与班次取该提示的第一个，时刻取该条目开始生效之时。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/previews'), limitBody()] as const,
  request: { body: { required: true, content: json(PreviewRequest) } },
  responses: {
    200: { description: 'Counts of this stretch', content: json(PreviewStretch) },
    ...bodyProblems,
    ...commonProblems,
  },
})

const findings = createRoute({
  method: 'post',
  path: '/v1/previews/findings',
  summary: 'What can be said of a change without a customer',
  description:
    'Rules that can hold for nobody, and pairs of checks that find the same or always stop an action together. What is named is so; what is not named is not proven to be sound.\n\n不看客户即可得出的问题：对任何人都不成立的规则，以及结果相同或互相矛盾的成对检查。列出的一定成立；没有列出的不等于没有问题。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/previews/findings'), limitBody()] as const,
  request: { body: { required: true, content: json(FindingsRequest) } },
  responses: {
    200: { description: 'What was found', content: json(PreviewFindings) },
    ...bodyProblems,
    ...commonProblems,
  },
})

export function addPreviews(app: OpenAPIHono<AppEnv>): void {
  app.openapi(stretch, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await previewStretch(c.var.databases, c.req.valid('json'), c.var.agent, new Date()), 200)
  })
  app.openapi(findings, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await findInPlaybook(c.var.databases.playbook, c.req.valid('json')), 200)
  })
}
