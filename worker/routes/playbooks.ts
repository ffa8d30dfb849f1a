import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { etag } from 'hono/etag'
import * as z from 'zod'
import { PlaybookVersionList, Published, Rollback, Withdrawal } from '../contract/change.ts'
import { NumberedPlaybook } from '../contract/playbook.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { limitBody } from '../middleware/limit-body.ts'
import { listVersions } from '../services/playbook/list.ts'
import { readPlaybookOf } from '../services/playbook/read.ts'
import { rollback } from '../services/playbook/rollback.ts'
import { withdraw } from '../services/playbook/withdraw.ts'
import { announceVersion } from './announce.ts'
import { bodyProblems, changeProblems, commonProblems, json, problem } from './schemas.ts'

const security = [{ accessToken: [] }]
const params = z.object({ version: z.coerce.number().int().positive() })

const list = createRoute({
  method: 'get',
  path: '/v1/playbooks',
  summary: 'Versions of the playbook, newest first',
  description:
    'Who published which, when and why; the last 2,000.\n\n策略包各版本，最新的在前：何人何时因何发布；最近 2000 个。',
  security,
  middleware: [authenticate('GET /v1/playbooks')] as const,
  responses: {
    200: { description: 'The versions', content: json(PlaybookVersionList) },
    ...commonProblems,
  },
})

const read = createRoute({
  method: 'get',
  path: '/v1/playbooks/{version}',
  summary: 'The playbook of any version',
  description:
    'As it was published; a version never changes.\n\n任一版本的策略包，内容与发布时一致，永不改变。',
  security,
  middleware: [authenticate('GET /v1/playbooks/{version}'), etag()] as const,
  request: { params },
  responses: {
    200: { description: 'The playbook and its version', content: json(NumberedPlaybook) },
    304: { description: 'You hold it already' },
    404: problem('There never was such a version'),
    422: problem('The version is no number'),
    ...commonProblems,
  },
})

const back = createRoute({
  method: 'post',
  path: '/v1/playbooks/{version}/rollback',
  summary: 'Go back to the content of an earlier version',
  description:
    'It comes into force as the next version, at once and for every open browser. The body names the version in force that the caller had before them.\n\n回退到较早版本的内容：作为下一个版本立即生效，并通知所有在线浏览器。正文须注明所依据的现行版本。',
  security,
  middleware: [authenticate('POST /v1/playbooks/{version}/rollback'), limitBody()] as const,
  request: { params, body: { required: true, content: json(Rollback) } },
  responses: {
    200: { description: 'The version in force now', content: json(Published) },
    ...bodyProblems,
    ...commonProblems,
    ...changeProblems,
  },
})

const withdrawal = createRoute({
  method: 'post',
  path: '/v1/withdrawals',
  summary: 'Take a tip or script off every screen',
  description:
    'The next version lacks it, at once and without a second person: taking away is safer than leaving. Nothing else can be withdrawn so.\n\n立即撤下一条服务提示或话术，无需第二人复核；下一个版本不再包含它。其他内容不能这样撤下。',
  security,
  middleware: [authenticate('POST /v1/withdrawals'), limitBody()] as const,
  request: { body: { required: true, content: json(Withdrawal) } },
  responses: {
    200: { description: 'The version in force now', content: json(Published) },
    ...bodyProblems,
    ...commonProblems,
    ...changeProblems,
  },
})

export function addPlaybooks(app: OpenAPIHono<AppEnv>): void {
  const now = () => new Date().toISOString()
  app.openapi(list, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await listVersions(c.var.db), 200)
  })
  app.openapi(read, async (c) => {
    const { etag, json } = await readPlaybookOf(c.var.db, c.req.valid('param').version)
    return c.body(json, 200, {
      'content-type': 'application/json',
      'cache-control': 'private, no-cache',
      etag,
    })
  })
  app.openapi(back, async (c) => {
    const { version } = c.req.valid('param')
    const done = await rollback(c.var.db, version, c.req.valid('json'), c.var.agent.subject, now())
    await announceVersion(c, done)
    return c.json({ version: done.version }, 200)
  })
  app.openapi(withdrawal, async (c) => {
    const done = await withdraw(c.var.db, c.req.valid('json'), c.var.agent.subject, now())
    await announceVersion(c, done)
    return c.json({ version: done.version }, 200)
  })
}
