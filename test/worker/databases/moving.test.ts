import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import type { DatabaseList } from '../../../worker/contract/databases.ts'
import type { DecisionResponse } from '../../../worker/contract/decision.ts'
import { firstBrokenLink } from '../../../worker/services/audit/verify.ts'
import { recordConversions } from '../../../worker/services/conversions/record.ts'
import { homeOf } from '../../../worker/services/decisions/read.ts'
import { resolve } from '../../../worker/services/identifiers/resolve.ts'
import { BUCKETS, bucketOf } from '../../../worker/services/placement/bucket.ts'
import { BucketElsewhere } from '../../../worker/services/placement/elsewhere.ts'
import { stepMove } from '../../../worker/services/placement/moving/step.ts'
import { MOVED } from '../../../worker/services/placement/moving/tables.ts'
import { auditChain } from '../changes.ts'
import { newRowId, outcome, publishPlaybook } from '../edge.ts'
import { event } from '../ingest.ts'
import { admin, d1s, deployment, edgeOf, inAll, inEach, killing, NAMES, reportOf, spreadKey } from './many.ts'

/** So many buckets of each of three databases go to the fourth: the first has one more than the others. */
const GO = [3, 2, 1]
const three = NAMES.slice(0, 3)
const rangeEnd = (database: number) => Math.ceil(((database + 1) * BUCKETS) / 3) - 1
const leaving = three.flatMap((_, n) => Array.from({ length: GO[n] ?? 0 }, (_, back) => rangeEnd(n) - back))
const staying = [7, 1500, 2800]

const keyIn = async (bucket: number, n: number) =>
  bucket.toString(16).padStart(3, '0') + (await spreadKey(bucket * 100 + n)).slice(3)
const keys = (
  await Promise.all(
    [...leaving, ...staying].map((bucket) => Promise.all([0, 1, 2].map((n) => keyIn(bucket, n)))),
  )
).flat()
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

beforeAll(async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  await publishPlaybook()
  const edge = edgeOf(deployment(three))
  const rows = keys.map((customerKey) => ({
    customerKey,
    facts: { age: 40 },
    at: '2026-11-01T00:00:00.000Z',
  }))
  await reportOf(edge.send('customers', rows, newRowId(), 'first'))
  const counts = { dataset: 'bank', currency: 'CNY', customers: keys.length, events: 0, identifiers: 0 }
  expect((await edge.post('/v1/ingest/loads/first/finish', counts, admin)).status).toBe(200)
})

it('a further database in the list moves nobody, until it is told how much it is to have', async () => {
  const edge = edgeOf(deployment())
  const answer = await edge.call('/v1/databases', { headers: admin })
  const before = (await answer.json()) as DatabaseList
  expect(before.databases.map(({ buckets }) => buckets)).toEqual([1366, 1365, 1365, 0])
  expect(before.moving).toBeNull()
  const put = async () => {
    const body = JSON.stringify({ buckets: leaving.length })
    const headers = { ...admin, 'content-type': 'application/json' }
    const said = await edge.call('/v1/databases/CUSTOMERS_4', { method: 'PUT', headers, body })
    return (await said.json()) as DatabaseList
  }
  const [once, again] = [await put(), await put()]
  expect(once).toEqual(again)
  expect(once.databases.map(({ leaving, coming }) => [leaving, coming])).toEqual([
    ...GO.map((count) => [count, 0]),
    [0, leaving.length],
  ])
  const planned = await env.PLAYBOOK.prepare('select bucket from bucket_move order by 1').all<{
    bucket: number
  }>()
  expect(planned.results.map(({ bucket }) => bucket)).toEqual(leaving.toSorted((a, b) => a - b))
})

/** Everything that is acknowledged while buckets move, to be found afterwards. */
const known = {
  outcomes: new Set<string>(),
  events: new Set<string>(),
  objections: new Set<string>(),
  ages: new Map<string, number>(),
}
const seen = { decided: 0, refused: 0 }

/** Asks until it is answered, as browsers and banks do. */
async function insist(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await ask()
    if (answer.status === 200) return answer
    if (answer.status !== 503) throw new Error(`${answer.status} ${await answer.text()}`)
    seen.refused += 1
    await answer.text()
  }
}

async function agentAtWork(edge: ReturnType<typeof edgeOf>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const asked = [...new Set([oneOf(keys), oneOf(keys), oneOf(keys)])]
    const ages = new Map(known.ages)
    const answer = await insist(() => edge.post('/v1/decisions', { customerKeys: asked }))
    const { decisions } = (await answer.json()) as DecisionResponse
    for (const one of decisions) {
      expect(one.status).toBe('decided')
      expect('facts' in one && Number(one.facts.age)).toBeGreaterThanOrEqual(ages.get(one.customerKey) ?? 40)
      seen.decided += 1
    }
    const given = asked.map((customerKey) => outcome({ customerKey }))
    await insist(() => edge.post('/v1/outcomes', { outcomes: given }))
    for (const { id } of given) known.outcomes.add(id)
    const refusing = { customerKey: oneOf(asked), at: new Date().toISOString() }
    await insist(() => edge.post('/v1/objections', refusing))
    known.objections.add(refusing.customerKey)
  }
}

async function bankAtWork(edge: ReturnType<typeof edgeOf>, isOver: () => boolean): Promise<void> {
  for (let age = 41; !isOver(); age++) {
    const events = Array.from({ length: 20 }, () => event({ customerKey: oneOf(keys) }))
    const batch = newRowId()
    await insist(() => edge.send('events', events, batch))
    for (const { id } of events) known.events.add(id)
    const some = [...new Set([oneOf(keys), oneOf(keys)])]
    const at = new Date().toISOString()
    const rows = some.map((customerKey) => ({ customerKey, facts: { age }, at }))
    const other = newRowId()
    await insist(() => edge.send('customers', rows, other))
    for (const one of some) known.ages.set(one, age)
  }
}

it('buckets move while agents and the bank are at work, killed at every step, and nothing is lost or doubled', async () => {
  let over = false
  const isOver = () => over
  // Isolates of their own: each has the placement as it was when it began.
  const edges = [edgeOf(deployment()), edgeOf(deployment()), edgeOf(deployment())]
  for (const edge of edges) await edge.databases.ready()
  const work = [
    ...edges.slice(0, 2).map((edge) => agentAtWork(edge, isOver)),
    bankAtWork(edges[2] as ReturnType<typeof edgeOf>, isOver),
  ]
  let killed = 0
  const mover = async () => {
    const { databases } = edgeOf(killing(deployment(), 0.15))
    for (;;) {
      const step = await stepMove(databases).catch(() => 'killed' as const)
      if (step === 'killed') killed += 1
      if (step === 'idle') return
    }
  }
  await Promise.all([mover(), mover()])
  over = true
  await Promise.all(work)
  expect(killed).toBeGreaterThan(10)
  expect(seen.decided).toBeGreaterThan(50)
  expect(known.outcomes.size).toBeGreaterThan(50)
  expect(known.events.size).toBeGreaterThan(50)

  const placed = await env.PLAYBOOK.prepare('select bucket, database from placement').all<{
    bucket: number
    database: string
  }>()
  const nameOf = new Map(placed.results.map(({ bucket, database }) => [bucket, database]))
  for (const bucket of leaving) expect(nameOf.get(bucket)).toBe('CUSTOMERS_4')
  const buckets = await inEach('select id from bucket')
  for (const [n, rows] of buckets.entries())
    for (const { id } of rows) expect(nameOf.get(Number(id))).toBe(NAMES[n])
  expect(buckets.flat()).toHaveLength(BUCKETS)

  for (const { name, key } of MOVED) {
    const rows = await inEach(`select ${key} as key from "${name}" where ${key} is not null`)
    for (const [n, some] of rows.entries())
      for (const row of some) expect(nameOf.get(bucketOf(String(row.key)))).toBe(NAMES[n])
  }
  const ids = async (sql: string) => (await inAll(sql)).map((row) => String(row.id)).toSorted()
  expect(await ids('select id from outcome')).toEqual([...known.outcomes].toSorted())
  expect(await ids('select id from agent_answer')).toEqual([...known.outcomes].toSorted())
  expect(await ids('select id from event')).toEqual([...known.events].toSorted())
  expect(await ids('select customer_key as id from objection')).toEqual([...known.objections].toSorted())
  for (const d1 of d1s) expect(await firstBrokenLink(await auditChain(d1))).toBeNull()
  expect(await ids('select key as id from customer')).toEqual(keys.toSorted())
  for (const { key, age } of await inAll(`select key, facts ->> 'age' as age from customer`))
    expect(age).toBe(known.ages.get(String(key)) ?? 40)
  for (const table of ['arriving_row', 'arriving_bucket', 'leaving_change'])
    expect(await inAll(`select * from ${table}`)).toEqual([])
  expect(
    await inAll(`select name from sqlite_master where type = 'trigger' and name like 'leaving%'`),
  ).toEqual([])
}, 600_000)

it('the answers of an agent go with the agent’s own bucket', async () => {
  const homes = await inEach('select distinct home from agent_answer')
  const [row] = homes.flat()
  const [said] = await inAll('select agent from agent_answer limit 1')
  expect(homes.flat()).toHaveLength(1)
  expect(row?.home).toBe(await homeOf(String(said?.agent)))
})

it('a bucket with an erasure that waits for its second person stays until that is done', async () => {
  const edge = edgeOf(deployment())
  const [bucket] = staying
  await env.PLAYBOOK.prepare(`insert into bucket_move values (?, 'CUSTOMERS_2', 'a', '2026')`)
    .bind(bucket)
    .run()
  const [first] = d1s
  const salt = 'c'.repeat(64)
  await first
    ?.prepare('insert into audit_customer (commitment, customer_key, salt) values (?, ?, ?)')
    .bind(salt, await keyIn(Number(bucket), 0), salt)
    .run()
  await first
    ?.prepare(
      `insert into erasure (id, requested_by, requested_at, summary, reason, commitment) values ('e', 'a', '2026', '{}', 'r', ?)`,
    )
    .bind(salt)
    .run()
  expect(await stepMove(edge.databases)).toBe('erasure')
  const list = (await (await edge.call('/v1/databases', { headers: admin })).json()) as DatabaseList
  expect(list.moving).toMatchObject({ from: 'CUSTOMERS_1', to: 'CUSTOMERS_2', waitsFor: 'erasure' })
  await first?.exec(`update erasure set finished_at = '2026' where id = 'e'`)
  while ((await stepMove(edge.databases)) === 'done');
  expect(await inEach('select 1 from bucket where id = 7')).toEqual([[], [{ '1': 1 }], [], []])
})

it('what a broken merge left where a bucket goes is put together with what arrives', async () => {
  const [, , bucket] = staying
  const [key, other] = [await keyIn(Number(bucket), 0), await keyIn(Number(bucket), 2)]
  const facts = (data: object, at: string) =>
    env.CUSTOMERS_4.prepare("insert into customer values (?, 'bank/first', ?, ?, null, null, null)").bind(
      ...[key, JSON.stringify(data), at],
    )
  await facts({ age: 11, gone: 'x' }, '2020-01-01T00:00:00.000Z').run()
  const [before] = await inAll('select facts from customer where key = ? and facts_as_of > ?', key, '2021')
  await env.PLAYBOOK.prepare(`insert into bucket_move values (?, 'CUSTOMERS_4', 'a', '2026')`)
    .bind(bucket)
    .run()
  const { databases } = edgeOf(deployment())
  while ((await stepMove(databases)) === 'done');
  const after = await inEach('select facts from customer where key in (?, ?)', key, other)
  expect(after.map((rows) => rows.length)).toEqual([0, 0, 0, 2])
  const all = after.flat().map((row) => JSON.parse(String(row.facts)))
  expect(all).toContainEqual({ ...JSON.parse(String(before?.facts)), gone: 'x' })
})

it('what is written in the last moment before a bucket leaves goes with it', async () => {
  const [, bucket] = staying
  const key = await keyIn(Number(bucket), 1)
  await env.PLAYBOOK.prepare(`insert into bucket_move values (?, 'CUSTOMERS_4', 'a', '2026')`)
    .bind(bucket)
    .run()
  const given = deployment()
  let [counted, written] = [false, false]
  const late = {
    prepare: (sql: string) => {
      counted ||= sql.includes('count(*) AS n FROM arriving_row')
      return env.CUSTOMERS_4.prepare(sql)
    },
    batch: async (statements: never) => {
      if (counted && !written) {
        written = true
        const facts = `update customer set facts = '{"age":99}' where key = ?`
        await env.CUSTOMERS_2.prepare(facts).bind(key).run()
      }
      return env.CUSTOMERS_4.batch(statements)
    },
  }
  const { databases } = edgeOf({ ...given, CUSTOMERS_4: late } as never)
  while ((await stepMove(databases)) === 'done');
  expect(written).toBe(true)
  const facts = await inEach('select facts from customer where key = ?', key)
  expect(facts).toEqual([[], [], [], [{ facts: '{"age":99}' }]])
})

it('while a bucket is nowhere, nobody hears that a number leads to the other customer alone, nor that a tip was never had', async () => {
  const [here, gone] = [await keyIn(7, 0), await keyIn(2800, 0)]
  const hash = 'e'.repeat(64)
  const { databases } = edgeOf(deployment())
  await databases.ready()
  const link = (key: string) =>
    env[databases.nameOf(key) as (typeof NAMES)[number]]
      .prepare("insert into identifier values ('bank/first', ?, ?, 'phone', 'owner', 1, 'bank', '2026')")
      .bind(hash, key)
      .run()
  await Promise.all([link(here), link(gone)])
  const [had] = await inAll('select customer_key as key from outcome limit 1')
  expect(await resolve(databases, [hash])).toMatchObject([{ status: 'several' }])
  await env.CUSTOMERS_4.exec('delete from bucket where id = 2800')
  await env.CUSTOMERS_4.exec(`delete from identifier where customer_key = '${gone}'`)
  await expect(resolve(databases, [hash])).rejects.toThrow(BucketElsewhere)
  const conversion = {
    id: 'moving',
    customerKey: String(had?.key),
    tipId: 'call-back',
    at: '2026-11-01T00:00:00Z',
  }
  await expect(recordConversions(databases, [conversion], 'bank', new Date())).rejects.toThrow(
    BucketElsewhere,
  )
  await env.CUSTOMERS_4.exec('insert into bucket values (2800)')
  await link(gone)
  expect(await resolve(databases, [hash])).toMatchObject([{ status: 'several' }])
})
