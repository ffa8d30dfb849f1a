import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { CustomerKey } from '../contract/customer-key.ts'
import { EventsPage, EventsQuery, ViewResponse } from '../contract/view.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { readView } from '../services/view/read.ts'
import { readEvents } from '../services/view/read-events.ts'
import { commonProblems, json, problem } from './schemas.ts'

const params = z.object({ key: CustomerKey })

const view = createRoute({
  method: 'get',
  path: '/v1/customers/{key}/view',
  summary: 'One customer in one glance, from every channel',
  description:
    'Facts with where each is from, how much happened and when, open matters with their limits, the last contacts, how many numbers lead to the customer, and what changed since the last contact. No C3, and of events only what the playbook declares. A key that the base does not hold, or that was merged into another, is answered as such.\n\n一位客户的全貌：各项事实及其来源、各渠道的往来情况、未结事项及期限、最近的联系、关联号码的数量，以及上次联系以来的变化。不含 C3 级信息，事件只给出策略包声明的内容。客户库中没有的客户键，或已并入他人的客户键，会如实说明。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/customers/{key}/view')] as const,
  request: { params },
  responses: {
    200: { description: 'What is known, or why nothing is answered', content: json(ViewResponse) },
    422: problem('That is no customer key'),
    ...commonProblems,
  },
})

const events = createRoute({
  method: 'get',
  path: '/v1/customers/{key}/events',
  summary: 'What happened with a customer, newest first',
  description:
    'A page of events of every channel, or of those named in `channels` and `kinds`. `next` goes into `before` for the page after; null: there is none. Nothing that lies after the as-of moment.\n\n按时间倒序分页给出客户的往来事件，可用 channels 和 kinds 筛选。将 next 填入 before 即可取得下一页，next 为 null 表示没有更多。不含基准时间之后的事件。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/customers/{key}/events')] as const,
  request: { params, query: EventsQuery },
  responses: {
    200: { description: 'The page', content: json(EventsPage) },
    404: problem('The base holds nothing under this key'),
    409: problem('The customer was made one with another'),
    422: problem('The query does not fit the contract, or `before` is none that was given'),
    ...commonProblems,
  },
})

export function addViews(app: OpenAPIHono<AppEnv>): void {
  app.openapi(view, async (c) => {
    const viewing = { agent: c.var.agent, now: new Date() }
    c.header('Cache-Control', 'no-store')
    return c.json(await readView(c.var.databases, c.req.valid('param').key, viewing), 200)
  })
  app.openapi(events, async (c) => {
    const viewing = { agent: c.var.agent, now: new Date() }
    c.header('Cache-Control', 'no-store')
    const { key } = c.req.valid('param')
    return c.json(await readEvents(c.var.databases, key, c.req.valid('query'), viewing), 200)
  })
}
