import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { etag } from 'hono/etag'
import { NumberedPlaybook, PlaybookQuery } from '../contract/playbook.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { readPlaybook } from '../services/playbook/read.ts'
import { commonProblems, json, problem } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/playbook',
  summary: 'The current playbook',
  description:
    'Send the ETag of the playbook you hold as If-None-Match: 304 says that it is still the current one. `heard` names a version you were told of: the answer is that one or a newer.\n\n当前策略包。请把已有策略包的 ETag 放入 If-None-Match：返回 304 表示它仍是当前版本。heard 为已得知的版本号：返回该版本或更新的版本。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/playbook'), etag()] as const,
  request: { query: PlaybookQuery },
  responses: {
    200: { description: 'The playbook and its version', content: json(NumberedPlaybook) },
    304: { description: 'The playbook you hold is the current one' },
    422: problem('`heard` is no version'),
    ...commonProblems,
  },
})

export function addPlaybook(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    const { etag, json } = await readPlaybook(c.var.databases.playbook, c.req.valid('query').heard)
    return c.body(json, 200, {
      'content-type': 'application/json',
      'cache-control': 'private, no-cache',
      etag,
    })
  })
}
