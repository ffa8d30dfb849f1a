import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { NewSegmentation, SegmentationList, SegmentationRun } from '../contract/segmentation.ts'
import { auditRoleMissing } from '../middleware/audit-role-missing.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { discardRun } from '../services/segmentation/discard.ts'
import { listRuns, readRun } from '../services/segmentation/list.ts'
import { publishRun } from '../services/segmentation/publish.ts'
import { startRun } from '../services/segmentation/start.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const RunId = z.object({ id: z.coerce.number().int().positive() })
const security = [{ accessToken: [] }]
const done = { description: 'The run as it is now', content: json(SegmentationRun) }
const runProblems = {
  403: problem('The account lacks the role, or the person started the run'),
  404: problem('There is no such run'),
  409: problem('The run is no longer in a state that allows it'),
  422: problem('The id is none'),
}

const list = createRoute({
  method: 'get',
  path: '/v1/segmentations',
  summary: 'Segments from data: runs, newest first',
  description:
    'Those that compute, wait for approval or are live, and the last of the others; at most 60. Sizes and counts alone, nothing of one customer.\n\n数据客群的计算记录，最近的在前：正在计算、待复核、生效中的，以及最近结束的；最多 60 次。只有人数与分布，不含任何一位客户的内容。',
  security,
  middleware: [authenticate('GET /v1/segmentations')] as const,
  responses: { 200: { description: 'The runs', content: json(SegmentationList) }, ...commonProblems },
})

const start = createRoute({
  method: 'post',
  path: '/v1/segmentations',
  summary: 'Compute a model anew',
  description:
    'Computed in small steps by the minute’s job; ask for the run to see how far it is. When it is done it waits in preview and changes nothing for agents until a second person lets it go live.\n\n重新计算一个模型：由每分钟的任务分步完成，查询该次计算可知进度。算完后待复核，第二人批准之前坐席看到的不变。',
  security,
  middleware: [authenticate('POST /v1/segmentations'), limitBody()] as const,
  request: { body: { required: true, content: json(NewSegmentation) } },
  responses: { 200: done, ...bodyProblems, ...commonProblems, 409: problem('The model is being computed') },
})

const read = createRoute({
  method: 'get',
  path: '/v1/segmentations/{id}',
  summary: 'One run',
  description:
    'How far it is, what it found, and who would move from which group to which against the live run.\n\n一次计算的进度与结果，以及与生效中的相比，多少客户会从哪一组换到哪一组。',
  security,
  middleware: [authenticate('GET /v1/segmentations/{id}')] as const,
  request: { params: RunId },
  responses: { 200: done, ...commonProblems, 404: runProblems[404], 422: runProblems[422] },
})

const publish = createRoute({
  method: 'post',
  path: '/v1/segmentations/{id}/publish',
  summary: 'Let a run go live',
  description:
    'Its groups take the place of the live ones in every decision at once. Who started it is refused, whatever their roles, and the attempt is written to the audit chain.\n\n批准生效：它的分组立即取代现有分组。发起计算的人无论具有什么角色都不能批准，尝试会记入审计记录。',
  security,
  middleware: [
    auditRoleMissing('segmentation.publish', z.coerce.number().int(), '0'),
    authenticate('POST /v1/segmentations/{id}/publish'),
  ] as const,
  request: { params: RunId },
  responses: { 200: done, ...commonProblems, ...runProblems },
})

const discard = createRoute({
  method: 'post',
  path: '/v1/segmentations/{id}/discard',
  summary: 'Throw a run away',
  description: 'While it computes or waits for approval.\n\n作废正在计算或待复核的一次计算。',
  security,
  middleware: [authenticate('POST /v1/segmentations/{id}/discard')] as const,
  request: { params: RunId },
  responses: { 200: done, ...commonProblems, ...runProblems },
})

const act = (c: Context<AppEnv>, id: number) => ({
  id,
  by: c.var.agent.subject,
  at: new Date().toISOString(),
})

export function addSegmentations(app: OpenAPIHono<AppEnv>): void {
  app.openapi(list, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await listRuns(c.var.databases, new Date()), 200)
  })
  app.openapi(start, async (c) => {
    c.header('Cache-Control', 'no-store')
    const { model } = c.req.valid('json')
    return c.json(await startRun(c.var.databases, model, act(c, 0)), 200)
  })
  app.openapi(read, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readRun(c.var.databases.playbook, c.req.valid('param').id), 200)
  })
  app.openapi(publish, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await publishRun(c.var.databases, act(c, c.req.valid('param').id)), 200)
  })
  app.openapi(discard, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await discardRun(c.var.databases, act(c, c.req.valid('param').id)), 200)
  })
}
