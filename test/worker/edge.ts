import { env, exports } from 'cloudflare:workers'
import { inject } from 'vitest'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { StepCount, StepCountBatch } from '../../worker/contract/health.ts'
import type { Objection } from '../../worker/contract/objection.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'
import { Playbook } from '../../worker/contract/playbook.ts'
import type { Reveal } from '../../worker/contract/reveal.ts'
import type { Database } from '../../worker/services/database.ts'
import { databasesOf } from '../../worker/services/databases.ts'
import type { Published } from '../../worker/services/playbook/current.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../worker/services/playbook/spread.ts'

const text = (zh: string) => ({ zh, en: zh })

/** A playbook with one of each; the tip may be answered twice in thirty days. */
export const playbook: Playbook = Playbook.parse({
  schema: 1,
  timeZone: 'Asia/Shanghai',
  catalogue: [
    {
      name: 'age',
      type: 'int',
      unit: 'years',
      label: text('年龄'),
      sensitivity: 'C2',
      channel: 'core',
      synthetic: false,
    },
  ],
  pageFields: [],
  products: [],
  segments: [{ id: 'senior', label: text('银发客户'), priority: 1, condition: 'customer.age >= 60' }],
  tips: [
    {
      id: 'call-back',
      category: 'service',
      label: text('约定回访'),
      say: text('您看何时方便回访？'),
      why: text('便于跟进'),
      eligibility: 'customer.age >= 18',
      marketing: false,
      score: { propensity: 0.5, context: 0.5, value: 0.5, lever: 0.5 },
      cap: { max: 2, days: 30 },
    },
  ],
  checks: [
    {
      id: 'of-age',
      label: text('成年'),
      on: 'customer',
      condition: 'customer.age < 18',
      verdict: 'block',
      inDoubt: 'stop',
      finding: text('客户未成年'),
      whatNow: text('请停止办理'),
      citation: text('内部规则'),
      effectiveFrom: '2020-01-01',
      verified: false,
      overrideReasons: [{ id: 'branch-approved', label: text('网点已批准') }],
    },
    {
      id: 'firm',
      label: text('不得例外'),
      on: 'action',
      condition: 'customer.age > 120',
      verdict: 'block',
      inDoubt: 'proceed',
      finding: text('年龄不可信'),
      whatNow: text('请核对证件'),
      citation: text('内部规则'),
      effectiveFrom: '2020-01-01',
      verified: false,
    },
  ],
  contactSteps: [{ id: 'identity-verified', label: text('已核实身份') }],
  dismissReasons: [{ id: 'not-now', label: text('暂不需要') }],
  adapters: [
    {
      schema: 1,
      id: 'old-crm',
      screens: [
        { id: 'detail', when: { url: ['*/detail*'] }, customer: { number: [{ css: '#no' }] } },
        { id: 'order', when: { url: ['*/order*'] } },
      ],
    },
  ],
})

/** All that this deployment has. */
export const databases = databasesOf(env)
await databases.ready()
/** What there is once: playbook, changes, the bank's chain. */
export const db = databases.playbook
/** Customers with all that is theirs. */
export const customersDb = databases.customers[0] as Database

/** Publishes the playbook above, changed as told. */
export async function publishPlaybook(change: Partial<Playbook> = {}): Promise<Published> {
  const published = await publish(db, { ...playbook, ...change }, '2026-01-02T03:04:05.000Z')
  await spreadVersion(databases)
  return published
}

/** A customer key made of a number, for tests alone. */
export const keyOf = (n: number) => n.toString(16).padStart(64, '0')

interface Base {
  dataset: string
  load: string
  live?: boolean
  asOf?: string
  finishedAt?: string
  customers: Record<string, Facts>
}

/** Puts a base of customers into D1, as an importer would have left it. */
export async function addBase({
  dataset,
  load,
  live = true,
  asOf,
  finishedAt,
  customers,
}: Base): Promise<void> {
  const run = (sql: string, ...values: unknown[]) => env.CUSTOMERS.prepare(sql).bind(...values)
  await env.CUSTOMERS.batch([
    run(
      'insert into load (id, dataset_id, state, started_at, finished_at) values (?, ?, ?, ?, ?)',
      load,
      dataset,
      finishedAt ? 'done' : 'loading',
      '2026-01-01T00:00:00.000Z',
      finishedAt ?? null,
    ),
    run(
      'insert into dataset (id, live_load, as_of, currency) values (?, ?, ?, ?) on conflict (id) do nothing',
      dataset,
      live ? load : null,
      asOf ?? null,
      'CNY',
    ),
    ...Object.entries(customers).map(([key, facts]) =>
      run(
        'insert into customer (key, load_id, facts, facts_as_of) values (?, ?, ?, ?)',
        key,
        load,
        JSON.stringify(facts),
        '2026-01-01T00:00:00.000Z',
      ),
    ),
  ])
}

let rowIds = 0
/** An id that no other row of a test file has. */
export const newRowId = () => `row-${++rowIds}`

/** An outcome of now, changed as told, with an id of its own. */
export const outcome = (change: Partial<Outcome> = {}): Outcome => ({
  id: crypto.randomUUID(),
  customerKey: keyOf(1),
  playbookVersion: 1,
  subject: 'tip',
  subjectId: 'call-back',
  kind: 'accepted',
  at: new Date().toISOString(),
  ...change,
})

/** A refusal of now, changed as told. */
export const objection = (change: Partial<Objection> = {}): Objection => ({
  customerKey: keyOf(1),
  at: new Date().toISOString(),
  ...change,
})

/** Something held in the clear now, changed as told, with an id of its own. */
export const reveal = (change: Partial<Reveal> = {}): Reveal => ({
  id: crypto.randomUUID(),
  kind: 'phone',
  screen: 'old-crm/detail',
  customerKey: keyOf(1),
  at: new Date().toISOString(),
  ...change,
})

/** How often the number of a screen was read today, changed as told. */
export const stepCount = (change: Partial<StepCount> = {}): StepCount => ({
  adapter: 'old-crm',
  screen: 'detail',
  part: 'number',
  step: 1,
  outcome: 'read',
  day: new Date().toISOString().slice(0, 10),
  count: 1,
  ...change,
})

/** A batch of counts under the first version, with an id of its own. */
export const stepCountBatch = (...counts: StepCount[]): StepCountBatch => ({
  id: crypto.randomUUID(),
  playbookVersion: 1,
  counts: counts.length ? counts : [stepCount()],
})

/** Calls the edge as a signed-in agent; `headers` may say otherwise. */
export function call(
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${inject('tokens').agent}`, ...init.headers }
  return exports.default.fetch(`https://edge.example${path}`, { ...init, headers })
}

export function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'content-type': 'application/json', ...headers }
  return call(path, {
    method: 'POST',
    headers: json,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** How the database goes about a statement, as SQLite tells it. */
export async function planOf(statement: { toSQL(): { sql: string; params: unknown[] } }): Promise<string> {
  const { sql, params } = statement.toSQL()
  const { results } = await env.CUSTOMERS.prepare(`explain query plan ${sql}`)
    .bind(...params)
    .all<{ detail: string }>()
  return results.map(({ detail }) => detail).join('\n')
}
