import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { etag } from 'hono/etag'
import { Change, ChangeEdit, ChangeHistory, ChangeList, ChangeQuery, NewChange } from '../contract/change.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { createChange } from '../services/changes/create.ts'
import { editChange } from '../services/changes/edit.ts'
import { readChange } from '../services/changes/find.ts'
import { listChanges } from '../services/changes/list.ts'
import { bodyProblems, ChangeId, changeProblems, commonProblems, json, problem } from './schemas.ts'

/** Room for the largest item there is, a page adapter, many times over. */
const MOST_BYTES = 262_144

const security = [{ accessToken: [] }]

const list = createRoute({
  method: 'get',
  path: '/v1/changes',
  summary: 'Changes, newest first',
  description:
    'Those that are open (drafts, waiting for approval, emergencies to be confirmed) or all; at most 200. Send the ETag of the list you hold as If-None-Match: 304 says that it still stands so.\n\n变更列表，最近变动的在前：未完成的（草稿、待复核、待补充确认的紧急发布），或全部；最多 200 项。请把已有列表的 ETag 放入 If-None-Match：返回 304 表示列表没有变化。',
  security,
  middleware: [authenticate('GET /v1/changes'), etag()] as const,
  request: { query: ChangeQuery },
  responses: {
    200: { description: 'The changes', content: json(ChangeList) },
    304: { description: 'The changes you hold are as they stand' },
    422: problem('The query does not fit the contract; errors say where'),
    ...commonProblems,
  },
})

const create = createRoute({
  method: 'post',
  path: '/v1/changes',
  summary: 'Start a draft',
  description:
    'A draft may be incomplete; it is checked when it is submitted. The caller makes the id: the same draft sent again is the one that is there. An item has one open change at a time.\n\n新建草稿。草稿可以不完整，提交时才检查。编号由调用方生成：同一份草稿重复发送只保存一份。同一内容同时只能有一项未完成的变更。',
  security,
  middleware: [authenticate('POST /v1/changes'), limitBody(MOST_BYTES)] as const,
  request: { body: { required: true, content: json(NewChange) } },
  responses: {
    200: { description: 'The draft', content: json(Change) },
    ...bodyProblems,
    ...commonProblems,
    ...changeProblems,
  },
})

const read = createRoute({
  method: 'get',
  path: '/v1/changes/{id}',
  summary: 'One change and its steps',
  description:
    'What it holds now, and who did what to it and when.\n\n变更的现有内容，以及何人何时做了什么。',
  security,
  middleware: [authenticate('GET /v1/changes/{id}')] as const,
  request: { params: ChangeId },
  responses: {
    200: { description: 'The change', content: json(ChangeHistory) },
    404: changeProblems[404],
    422: problem('The id is none'),
    ...commonProblems,
  },
})

const edit = createRoute({
  method: 'put',
  path: '/v1/changes/{id}',
  summary: 'Write a draft anew',
  description:
    'The body names the revision that the writer had before them; where somebody else was quicker, nothing is overwritten (409). What was submitted must be taken back or returned first. Whoever writes at a change can never approve it.\n\n修改草稿。正文须注明所依据的修订号；若已被他人修改，则不予覆盖（409）。已提交的须先撤回或退回。凡编写过的人都不能批准这项变更。',
  security,
  middleware: [authenticate('PUT /v1/changes/{id}'), limitBody(MOST_BYTES)] as const,
  request: { params: ChangeId, body: { required: true, content: json(ChangeEdit) } },
  responses: {
    200: { description: 'The draft', content: json(Change) },
    ...bodyProblems,
    ...commonProblems,
    ...changeProblems,
  },
})

export function addChanges(app: OpenAPIHono<AppEnv>): void {
  const now = () => new Date().toISOString()
  app.openapi(list, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await listChanges(c.var.databases.playbook, c.req.valid('query')), 200)
  })
  app.openapi(create, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(
      await createChange(c.var.databases.playbook, c.req.valid('json'), c.var.agent.subject, now()),
      200,
    )
  })
  app.openapi(read, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readChange(c.var.databases.playbook, c.req.valid('param').id), 200)
  })
  app.openapi(edit, async (c) => {
    c.header('Cache-Control', 'no-store')
    const { revision, ...text } = c.req.valid('json')
    const act = { ...c.req.valid('param'), revision, by: c.var.agent.subject, at: now() }
    return c.json(await editChange(c.var.databases.playbook, act, text), 200)
  })
}
