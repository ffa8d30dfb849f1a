import type { D1Database } from '@cloudflare/workers-types'
import type { Env } from '../../../worker/env.ts'
import { type Databases, databasesOf } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { stepMove } from '../../../worker/services/placement/moving/step.ts'

type BenchEnv = Env & Record<'PLAYBOOK' | 'CUSTOMERS' | 'CUSTOMERS_2', D1Database>

const BUCKET = 0xabc
const KEY = `printf('abc%061x', n)`
const NUMBERS = 'WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)'
const FACTS = `'{"age":' || (18 + n % 70) || ',"note":"' || hex(zeroblob(150)) || '"}'`
const FILL = [
  `INSERT INTO load (id, dataset_id, state, started_at, finished_at) SELECT 'live', 'bench', 'done', '2026', '2026'
    WHERE ?1 > 0 ON CONFLICT DO NOTHING`,
  `INSERT INTO dataset (id, live_load, currency) SELECT 'bench', 'live', 'CNY' WHERE ?1 > 0 ON CONFLICT DO NOTHING`,
  `${NUMBERS} INSERT INTO customer (key, load_id, facts, facts_as_of) SELECT ${KEY}, 'live', ${FACTS}, '2026' FROM number`,
]
const EVENTS = `${NUMBERS} INSERT INTO event (load_id, id, customer_key, at, channel, kind, amount)
  SELECT 'live', 'e' || n || ' ' || ?2, ${KEY}, '2026-11-01', 'app', 'credit', 100 FROM number`

/** The product's own services over two databases of customers. */
export default {
  async fetch(request: Request, given: BenchEnv): Promise<Response> {
    const [path, body] = [new URL(request.url).pathname, await request.text()]
    const input = JSON.parse(body || '{}') as { customers: number; events: number; statements: string[] }
    if (path === '/migrate') return Response.json(await migrate(given.CUSTOMERS_2, input.statements))
    if (path === '/fill') return Response.json(await fill(given, input))
    // A binding is one isolate's name for where customers stand; this one knows both databases.
    const env = { ...given, CUSTOMER_DATABASES: 'CUSTOMERS CUSTOMERS_2' }
    if (path === '/move') return Response.json(await move(env))
    return Response.json(await decideTwice(databasesOf(env), input.customers))
  },
}

async function migrate(db: D1Database, statements: string[]) {
  await db.batch(statements.map((text) => db.prepare(text)))
  return statements.length
}

/** All customers stand in the first database, which is the only one yet. */
async function fill(env: BenchEnv, { customers, events }: { customers: number; events: number }) {
  await databasesOf({ ...env, PLAYBOOK: alias(env.PLAYBOOK), CUSTOMER_DATABASES: 'CUSTOMERS' }).ready()
  for (const text of FILL) await env.CUSTOMERS.prepare(text).bind(customers).run()
  for (let each = 0; each < events; each++) await env.CUSTOMERS.prepare(EVENTS).bind(customers, each).run()
  return null
}

const alias = (db: D1Database) =>
  ({
    prepare: (sql: string) => db.prepare(sql),
    batch: (all: never) => db.batch(all),
  }) as unknown as D1Database

/** Moves the bucket to the database where it is not, step by step. Milliseconds of each. */
async function move(env: BenchEnv): Promise<number[]> {
  const at = await env.PLAYBOOK.prepare('SELECT database FROM placement WHERE bucket = ?1')
    .bind(BUCKET)
    .first('database')
  const target = at === 'CUSTOMERS' ? 'CUSTOMERS_2' : 'CUSTOMERS'
  await env.PLAYBOOK.prepare(`INSERT INTO bucket_move VALUES (?1, ?2, 'bench', '2026')`)
    .bind(BUCKET, target)
    .run()
  const databases = databasesOf(env)
  const steps: number[] = []
  for (;;) {
    const start = performance.now()
    if ((await stepMove(databases)) !== 'done') return steps
    steps.push(performance.now() - start)
  }
}

const ROUNDS = 300

/** Decisions with the guard and without it by turns. Milliseconds of each. */
async function decideTwice(databases: Databases, customers: number) {
  await databases.ready()
  const plain = (key: string) =>
    databases.customers.find(({ name }) => name === databases.nameOf(key)) as Databases['playbook']
  const unguarded: Databases = { ...databases, of: plain, together: ([key = '']) => plain(key) }
  const [guarded, bare]: [number[], number[]] = [[], []]
  for (let round = -20; round < ROUNDS; round++) {
    const key = `abc${(1 + ((round + 20) % customers)).toString(16).padStart(61, '0')}`
    for (const [over, times] of [[databases, guarded] as const, [unguarded, bare] as const]) {
      const agent = { subject: 'bench', roles: ['agent' as const], teams: [] }
      const start = performance.now()
      await decideFor(over, [key], { agent, now: new Date() })
      if (round >= 0) times.push(performance.now() - start)
    }
  }
  return { guarded, bare }
}
