import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  ConversionBatch,
  ConversionReceipt,
  DaysQuery,
  OwnResults,
  Results,
  ResultsQuery,
} from '../contract/results.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { recordConversions } from '../services/conversions/record.ts'
import { readOwnResults } from '../services/results/own.ts'
import { readResults } from '../services/results/read.ts'
import { scopeOf } from '../services/teams/scope.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const queryProblem = { 422: problem('The query does not fit the contract; errors say where') }

const report = createRoute({
  method: 'post',
  path: '/v1/conversions',
  summary: 'Report what customers did in the end',
  description:
    'That a customer did what a tip was about, as the bank’s own systems know it. Each id is stored once, however often it is sent, and the first report stands. Refused by itself is a tip that is not in the playbook in force and that the customer never had, and a time more than five minutes ahead.\n\n由银行系统报告客户最终办理了某条提示所涉及的业务。同一编号无论发送几次只保存一次，以第一次为准。提示不在生效的策略包中且该客户从未收到过的，以及时间超前五分钟以上的，不予接受，其余照常保存。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/conversions'), limitBody()] as const,
  request: { body: { required: true, content: json(ConversionBatch) } },
  responses: {
    200: { description: 'What became of the batch', content: json(ConversionReceipt) },
    ...bodyProblems,
    ...commonProblems,
  },
})

const read = createRoute({
  method: 'get',
  path: '/v1/results',
  summary: 'What came of tips and checks',
  description:
    'Counts by day, reason, team and segment, and each tip against its control group. Days are the bank’s. A supervisor sees the teams of their token alone, summed where none is asked for; approvers, admins and auditors see the bank. Teams and segments with fewer than five agents are not told, nor those from which they could be worked out.\n\n按日、原因、团队和客群给出提示与检查的次数，以及每条提示与对照组的比较；日期按银行所在时区。主管只看到令牌所列的团队，未指定团队时为这些团队之和；复核人、管理员和审计员看到全行。不足五位坐席的团队或客群不显示，可据以推算出它们的也不显示。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/results')] as const,
  request: { query: ResultsQuery },
  responses: {
    200: { description: 'The figures', content: json(Results) },
    404: problem('The team is not one of the caller’s, or there is none of that name'),
    ...queryProblem,
    ...commonProblems,
  },
})

const own = createRoute({
  method: 'get',
  path: '/v1/results/own',
  summary: 'What came of one’s own tips and checks',
  description:
    'The figures of the agent who asks, and the middle of all agents where at least five answered. Nobody else’s can be asked for.\n\n提出请求的坐席本人的数字；至少五位坐席有答复时，另给出全体的中位数。无法查询他人的数字。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/results/own')] as const,
  request: { query: DaysQuery },
  responses: {
    200: { description: 'The figures', content: json(OwnResults) },
    ...queryProblem,
    ...commonProblems,
  },
})

export function addResults(app: OpenAPIHono<AppEnv>): void {
  app.openapi(report, async (c) => {
    c.header('Cache-Control', 'no-store')
    const { conversions } = c.req.valid('json')
    return c.json(await recordConversions(c.var.databases, conversions, c.var.agent.subject, new Date()), 200)
  })
  app.openapi(read, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readResults(c.var.databases, c.req.valid('query'), scopeOf(c.var.agent)), 200)
  })
  app.openapi(own, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readOwnResults(c.var.databases, c.req.valid('query'), c.var.agent, new Date()), 200)
  })
}
