import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Feed } from '../contract/feed.ts'
import { authenticate } from '../middleware/authenticate.ts'
import type { AppEnv } from '../middleware/context.ts'
import { readFeed } from '../services/feed/read.ts'
import { readCurrent } from '../services/playbook/current.ts'
import { commonProblems, json } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/ingest',
  summary: 'How the bank’s data stands',
  description:
    'Datasets with the age of what they give against the limits of the catalogue, as some hundred customers of each have it; loads that are being filled; the newest batches, why rows were refused, and what was sent that is not as declared; datasets to which nothing comes, and attributes that nobody has any more. Names, counts and ages, nothing of any customer. One read a database, whatever the number of customers. See docs/ingest.md.\n\n各数据集及其数据的新旧（按目录的时限，抽看几百位客户）；正在写入的全量更新；最近的批次、被拒的原因、与声明不符的名称和取值，以及不再送来的数据集和属性。只有名称、条数和天数，不含任何客户的内容。无论客户多少，每个数据库只读一次。见 docs/ingest.md。',
  security: [{ accessToken: [] }],
  middleware: [authenticate('GET /v1/ingest')] as const,
  responses: { 200: { description: 'The state of the feed', content: json(Feed) }, ...commonProblems },
})

export function addFeed(app: OpenAPIHono<AppEnv>): void {
  app.openapi(route, async (c) => {
    const { compiled } = await readCurrent(c.var.databases.playbook)
    c.header('Cache-Control', 'no-store')
    return c.json(await readFeed(c.var.databases, compiled.playbook, new Date()), 200)
  })
}
