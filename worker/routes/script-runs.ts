import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { ScriptRunBatch, ScriptRunReceipt, ScriptTimes, ScriptTimesQuery } from '../contract/script-run.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { recordScriptRuns } from '../services/script-runs/record.ts'
import { readScriptTimes } from '../services/script-runs/times.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const record = createRoute({
  method: 'post',
  path: '/v1/scripts/runs',
  summary: 'Record how long the steps of scripts took',
  description:
    'Each run of a script: ids of the playbook, seconds, done or skipped; nothing of what was said, no contact and no customer. Each id is stored once, however often it is sent. Refused for good is a run whose script, step or segment its playbook version has not, or whose day is not among the last 180. Runs are kept for 180 days.\n\n记录每次按话术办理时各步骤的用时：只有策略包中的编号、秒数和“完成”或“跳过”，没有说话内容，也没有联系和客户。同一编号无论发送几次只保存一次。话术、步骤或客群不在所注明的策略包版本中，或日期不在最近 180 天内的，不予接受。记录保留 180 天。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/scripts/runs'), limitBody()] as const,
  request: { body: { required: true, content: json(ScriptRunBatch) } },
  responses: {
    200: { description: 'What became of each run', content: json(ScriptRunReceipt) },
    ...bodyProblems,
    ...commonProblems,
  },
})

const times = createRoute({
  method: 'get',
  path: '/v1/scripts/times',
  summary: 'How long scripts take, and what is skipped',
  description:
    'By script, wording and step: how often it was done or skipped, and median and ninth decile of the seconds. What several playbook versions said alike is one wording. A supervisor sees the teams of their token alone; approvers, admins and auditors see the bank. Figures behind which, or behind the rest of which, are fewer than five agents are not told; nothing is told of single agents.\n\n按话术、措辞和步骤给出完成与跳过的次数，以及用时的中位数和九成位数（秒）。多个策略包版本中文字相同的话术合并统计。主管只看到令牌所列的团队；复核人、管理员和审计员看到全行。某一数字或其余部分的坐席不足五位时不显示；不提供单个坐席的数字。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/scripts/times')] as const,
  request: { query: ScriptTimesQuery },
  responses: {
    200: { description: 'The figures', content: json(ScriptTimes) },
    404: problem('The team is not one of the caller’s, or there is none of that name'),
    422: problem('The query does not fit the contract; errors say where'),
    ...commonProblems,
  },
})

export function addScriptRuns(app: OpenAPIHono<AppEnv>): void {
  app.openapi(record, async (c) => {
    const { runs } = c.req.valid('json')
    c.header('Cache-Control', 'no-store')
    return c.json(await recordScriptRuns(c.var.databases.playbook, runs, c.var.agent, new Date()), 200)
  })
  app.openapi(times, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readScriptTimes(c.var.databases.playbook, c.req.valid('query'), c.var.agent), 200)
  })
}
