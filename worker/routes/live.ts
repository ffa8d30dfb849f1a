import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { LiveTicket, PushReport } from '../contract/live.ts'
import { settingsOf } from '../env.ts'
import { openSocket, pushReport, ticketFor } from '../live/live-of.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { Refusal } from '../middleware/problems.ts'
import { scopeOf } from '../services/teams/scope.ts'
import { commonProblems, json, problem } from './schemas.ts'

const ticket = createRoute({
  method: 'post',
  path: '/v1/live/ticket',
  summary: 'A ticket for the live channel',
  description:
    'A WebSocket carries no Authorization header: the ticket opens one, once, within 30 seconds, for whom the token names. The socket is closed when that token ends.\n\nWebSocket 不能携带 Authorization 头：票据在 30 秒内可为令牌所指的人打开一次连接；令牌到期时连接关闭。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('POST /v1/live/ticket')] as const,
  responses: { 200: { description: 'The ticket', content: json(LiveTicket) }, ...commonProblems },
})

const live = createRoute({
  method: 'get',
  path: '/v1/live',
  summary: 'The live channel',
  description:
    'WebSocket of ToBrowser and FromBrowser messages; the text `ping` is answered by `pong`. `have`: the playbook version that the browser decides with, 0 for none.\n\n实时通道：收发 ToBrowser 与 FromBrowser 消息；文本 `ping` 以 `pong` 应答。`have` 为浏览器当前使用的策略包版本，没有则为 0。',
  request: {
    query: z.object({
      ticket: z.string().max(200),
      have: z.coerce.number().int().nonnegative().default(0),
    }),
  },
  responses: {
    101: { description: 'The socket is open' },
    403: problem('The ticket is forged, used or too old, or the origin is not the extension'),
    422: problem('The query does not fit the contract; errors say where'),
    426: problem('Not a WebSocket'),
  },
})

const pushes = createRoute({
  method: 'get',
  path: '/v1/pushes',
  summary: 'What is in force and who has it',
  description:
    'Open browsers and their playbook, and how far each of the last notices has come; counted anew each second at most. A supervisor sees the teams of their token; approvers, admins and auditors see the bank. A team that does not answer is named, and the others are told.\n\n在线的浏览器及其策略包版本，以及最近各条通知的送达情况；最多每秒统计一次。主管只看到令牌所列的团队，复核人、管理员和审计员看到全行；没有应答的团队会列出，其余照常给出。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/pushes')] as const,
  responses: { 200: { description: 'The report', content: json(PushReport) }, ...commonProblems },
})

export function addLive(app: OpenAPIHono<AppEnv>): void {
  app.openapi(ticket, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ ticket: await ticketFor(c.env, c.var.agent) }, 200)
  })
  app.openapi(live, async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw new Refusal('upgrade-required')
    const origins: readonly (string | undefined)[] = settingsOf(c.env).ALLOWED_ORIGINS
    if (!origins.includes(c.req.header('origin'))) throw new Refusal('origin-refused')
    const socket = await openSocket(c.env, c.req.raw, c.req.valid('query').ticket)
    if (!socket) throw new Refusal('ticket-refused')
    return socket
  })
  app.openapi(pushes, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await pushReport(c.env, scopeOf(c.var.agent)), 200)
  })
}
