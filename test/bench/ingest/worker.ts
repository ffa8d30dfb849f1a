import type { ExecutionContext } from '@cloudflare/workers-types'
import type { Env } from '../../../worker/env.ts'
import edge from '../../../worker/index.ts'
import { keepBase } from '../../../worker/jobs/keep-base.ts'
import type { Binding } from '../../../worker/services/database.ts'
import { databasesOf } from '../../../worker/services/databases.ts'
import { digestOf } from '../../../worker/services/playbook/current.ts'

export { Directory, Team } from '../../../worker/index.ts'

type BenchEnv = Env & { PLAIN: Binding; CUSTOMERS: Binding }

const PLAIN = `INSERT INTO event (load_id, id, customer_key, at, channel, kind, amount, detail)
  SELECT 'plain', value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
  FROM json_each(?1)`

/** What stands in the base, by what it is; texts of a table in order. */
const CONTENT = {
  events: `SELECT json_array(id, customer_key, at, channel, kind, amount, json(detail)) AS row FROM event
    WHERE id > ?1 ORDER BY id LIMIT 20000`,
  customers: 'SELECT json_array(key, facts) AS row FROM customer WHERE key > ?1 ORDER BY key LIMIT 5000',
}

/** Count of rows, and SHA-256 over all of them. */
async function contentOf({ CUSTOMERS }: BenchEnv, table: keyof typeof CONTENT) {
  let [after, digest, count] = ['', '', 0]
  for (;;) {
    const { results } = await CUSTOMERS.prepare(CONTENT[table]).bind(after).all<{ row: string }>()
    const last = results.at(-1)
    if (!last) return { count, digest }
    count += results.length
    after = (JSON.parse(last.row) as string[])[0] ?? ''
    digest = await digestOf(digest + results.map(({ row }) => row).join('\n'))
  }
}

/** The shipped Worker, and beside it the plainest one that stores the same rows. */
export default {
  async fetch(request: Request, env: BenchEnv, context: ExecutionContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/bench/plain') {
      const { meta } = await env.PLAIN.prepare(PLAIN)
        .bind(await request.text())
        .run()
      return Response.json(meta.changes)
    }
    if (pathname === '/bench/fold') {
      await keepBase(databasesOf(env), new Date(searchParams.get('now') ?? ''))
      const due = await env.CUSTOMERS.prepare('SELECT count(*) AS n FROM dirty_customer WHERE since <= ?1')
      return Response.json((await due.bind(searchParams.get('now')).first<{ n: number }>())?.n)
    }
    if (pathname === '/bench/content') {
      return Response.json(await contentOf(env, searchParams.get('of') as keyof typeof CONTENT))
    }
    return edge.fetch(request, env, context)
  },
}
