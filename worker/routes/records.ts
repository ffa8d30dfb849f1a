import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import {
  Erasure,
  ErasureConfirmation,
  ErasureList,
  Hold,
  HoldList,
  HoldRelease,
  NewErasure,
  NewHold,
  NewRetention,
  RetentionPlan,
} from '../contract/records.ts'
import type { ProtectedRoute } from '../middleware/access.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { confirmErasure } from '../services/erasures/confirm.ts'
import { requestErasure } from '../services/erasures/request.ts'
import { listErasures } from '../services/erasures/row.ts'
import { placeHold } from '../services/holds/place.ts'
import { releaseHold } from '../services/holds/release.ts'
import { listHolds } from '../services/holds/row.ts'
import { readRetention } from '../services/retention/read.ts'
import { setRetention } from '../services/retention/set.ts'
import { bodyProblems, commonProblems, json, problem } from './schemas.ts'

const params = z.object({ id: z.uuid() })
const security = [{ accessToken: [] }]
const recordProblems = {
  403: problem('The account lacks the role, or a second person is needed'),
  404: problem('There is no such record'),
  409: problem('The records are under legal hold'),
}

const reading = <Schema extends z.ZodType>(route: ProtectedRoute, schema: Schema) => ({
  security,
  middleware: [authenticate(route)],
  responses: { 200: { description: 'As it stands', content: json(schema) }, ...commonProblems },
})

const writing = <Body extends z.ZodType, Answer extends z.ZodType>(
  route: ProtectedRoute,
  body: Body,
  answer: Answer,
) => ({
  security,
  middleware: [authenticate(route), limitBody()],
  request: { body: { required: true, content: json(body) } },
  responses: {
    200: { description: 'As it stands now', content: json(answer) },
    ...bodyProblems,
    ...commonProblems,
    ...recordProblems,
  },
})

const plan = createRoute({
  method: 'get',
  path: '/v1/retention',
  summary: 'How long records are kept',
  description:
    'By class, with the rule behind it and whether a legal hold keeps it.\n\n各类记录的保存期限、依据，以及是否处于法律保全之下。',
  ...reading('GET /v1/retention', RetentionPlan),
})

const setPlan = createRoute({
  method: 'put',
  path: '/v1/retention',
  summary: 'Set how long one class of records is kept',
  description:
    'Within the bounds of the class. What is past its time then is deleted in the night, never what is under a legal hold; the audit chain and the access log in whole sealed segments, so that the rest still verifies.\n\n须在该类的允许范围内。到期的记录于夜间删除，处于法律保全之下的除外；审计记录和访问记录按封存的区段整段删除，其余部分仍可核验。',
  ...writing('PUT /v1/retention', NewRetention, RetentionPlan),
})

const holds = createRoute({
  method: 'get',
  path: '/v1/holds',
  summary: 'Legal holds, standing and released',
  description: 'What retention and erasure leave alone.\n\n保存期限和删除都不涉及的记录。',
  ...reading('GET /v1/holds', HoldList),
})

const place = createRoute({
  method: 'post',
  path: '/v1/holds',
  summary: 'Place a legal hold',
  description:
    'On a class of records, on one customer, on one class of one customer, or on everything. The same id again is the same hold.\n\n可针对一类记录、一位客户、一位客户的一类记录，或全部记录。同一编号再次提交仍是同一项。',
  ...writing('POST /v1/holds', NewHold, Hold),
})

const release = createRoute({
  method: 'post',
  path: '/v1/holds/{id}/release',
  summary: 'Release a legal hold',
  description: 'By another person than placed it.\n\n须由设置者以外的人解除。',
  ...writing('POST /v1/holds/{id}/release', HoldRelease, Hold),
  request: { params, body: { required: true, content: json(HoldRelease) } },
})

const erasures = createRoute({
  method: 'get',
  path: '/v1/erasures',
  summary: 'Erasures asked for and done',
  description:
    'Who, when, why and how many rows; never which customer.\n\n何人、何时、因何、多少条；不含是哪位客户。',
  ...reading('GET /v1/erasures', ErasureList),
})

const request = createRoute({
  method: 'post',
  path: '/v1/erasures',
  summary: 'Ask for a customer’s records to be erased',
  description:
    'Nothing is erased before a second person confirms. Refused under a legal hold.\n\n须经第二人确认才会删除；处于法律保全之下的不予受理。',
  ...writing('POST /v1/erasures', NewErasure, Erasure),
})

const confirm = createRoute({
  method: 'post',
  path: '/v1/erasures/{id}/confirm',
  summary: 'Erase them',
  description:
    'By another person than asked for it, who names the customer again. All of it happens or nothing; the chain and the access log still verify. A later import brings the customer back only where the bank sends the number again.\n\n须由提出者以外的人再次填写客户键。要么全部删除，要么不作任何改动；审计记录和访问记录仍可核验。此后只有银行再次导入该客户号，该客户才会重新出现。',
  ...writing('POST /v1/erasures/{id}/confirm', ErasureConfirmation, Erasure),
  request: { params, body: { required: true, content: json(ErasureConfirmation) } },
})

const now = () => new Date().toISOString()

export function addRecords(app: OpenAPIHono<AppEnv>): void {
  app.openapi(plan, async (c) => c.json(await readRetention(c.var.databases.playbook), 200, noStore))
  app.openapi(setPlan, async (c) => {
    const { subject } = c.var.agent
    return c.json(
      await setRetention(c.var.databases.playbook, c.req.valid('json'), subject, now()),
      200,
      noStore,
    )
  })
  app.openapi(holds, async (c) => c.json(await listHolds(c.var.databases), 200, noStore))
  app.openapi(place, async (c) => {
    const { subject } = c.var.agent
    return c.json(await placeHold(c.var.databases, c.req.valid('json'), subject, now()), 200, noStore)
  })
  app.openapi(release, async (c) => {
    const [{ id }, { reason }] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(await releaseHold(c.var.databases, id, reason, c.var.agent.subject, now()), 200, noStore)
  })
  app.openapi(erasures, async (c) => c.json(await listErasures(c.var.databases), 200, noStore))
  app.openapi(request, async (c) => {
    const { subject } = c.var.agent
    return c.json(await requestErasure(c.var.databases, c.req.valid('json'), subject, now()), 200, noStore)
  })
  app.openapi(confirm, async (c) => {
    const [{ id }, { customerKey }] = [c.req.valid('param'), c.req.valid('json')]
    return c.json(
      await confirmErasure(c.var.databases, id, customerKey, c.var.agent.subject, now()),
      200,
      noStore,
    )
  })
}

const noStore = { 'Cache-Control': 'no-store' }
