import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { KeyPairBatch, KeyPairReceipt, KeyRotationList, NewKeyRotation } from '../contract/rotation.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { addPairs } from '../services/rotations/add-pairs.ts'
import { finishRotation } from '../services/rotations/finish.ts'
import { listRotations } from '../services/rotations/list.ts'
import { startRotation } from '../services/rotations/start.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const params = z.object({ id: z.uuid() })
const security = [{ accessToken: [] }]
const stands = { 200: { description: 'How changes of keys stand now', content: json(KeyRotationList) } }
const rotationProblems = {
  404: problem('There is no such change of keys'),
  409: problem('Another one is not done, or this one is further than that'),
}

const list = createRoute({
  method: 'get',
  path: '/v1/key-rotations',
  summary: 'Changes of the secret behind customer keys',
  description: 'With how far each has come.\n\n更换客户键密钥的各次记录及其进度。',
  security,
  middleware: [authenticate('GET /v1/key-rotations')] as const,
  responses: { ...stands, ...commonProblems },
})

const start = createRoute({
  method: 'post',
  path: '/v1/key-rotations',
  summary: 'Begin to change the secret',
  description:
    'One at a time. From then on pairs are taken; a customer whose pair is here is found under either key.\n\n同一时间只能有一次。开始后即可提交新旧键对；已提交键对的客户，用新键或旧键都能找到。',
  security,
  middleware: [authenticate('POST /v1/key-rotations'), limitBody()] as const,
  request: { body: { required: true, content: json(NewKeyRotation) } },
  responses: { ...stands, ...bodyProblems, ...commonProblems, ...rotationProblems },
})

const pairs = createRoute({
  method: 'post',
  path: '/v1/key-rotations/{id}/pairs',
  summary: 'Say which old key and which new key are one customer’s',
  description:
    'Up to 5,000 a request, each taken once however often it is sent. One that contradicts another is refused by itself, by its line.\n\n每次最多 5000 对，重复提交只计一次；与已有键对矛盾的按行指出，单独拒绝。',
  security,
  middleware: [authenticate('POST /v1/key-rotations/{id}/pairs'), limitBody()] as const,
  request: { params, body: { required: true, content: json(KeyPairBatch) } },
  responses: {
    200: { description: 'What became of them', content: json(KeyPairReceipt) },
    ...bodyProblems,
    ...commonProblems,
    ...rotationProblems,
  },
})

const finish = createRoute({
  method: 'post',
  path: '/v1/key-rotations/{id}/finish',
  summary: 'Rewrite every record to the new keys',
  description:
    'In bounded batches of the next minutes; the old keys are known to nobody afterwards. To be done once no browser has the old secret any more.\n\n由随后几分钟的后台作业分批改写；完成后不再保留旧键。须在所有浏览器都换用新密钥之后进行。',
  security,
  middleware: [authenticate('POST /v1/key-rotations/{id}/finish')] as const,
  request: { params },
  responses: {
    ...stands,
    422: problem('The address names no change of keys'),
    ...commonProblems,
    ...rotationProblems,
  },
})

const now = () => new Date().toISOString()
const noStore = { 'Cache-Control': 'no-store' }

export function addKeyRotations(app: OpenAPIHono<AppEnv>): void {
  app.openapi(list, async (c) => c.json(await listRotations(c.var.databases), 200, noStore))
  app.openapi(start, async (c) => {
    await startRotation(c.var.databases, c.req.valid('json'), c.var.agent.subject, now())
    return c.json(await listRotations(c.var.databases), 200, noStore)
  })
  app.openapi(pairs, async (c) => {
    const [{ id }, { pairs }] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(await addPairs(c.var.databases, id, pairs, c.var.agent.subject, now()), 200, noStore)
  })
  app.openapi(finish, async (c) => {
    await finishRotation(c.var.databases, c.req.valid('param').id, c.var.agent.subject, now())
    return c.json(await listRotations(c.var.databases), 200, noStore)
  })
}
