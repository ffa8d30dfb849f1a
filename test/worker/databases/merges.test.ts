import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { keepBase } from '../../../worker/jobs/keep-base.ts'
import { relocateStrays } from '../../../worker/services/customers/moved.ts'
import { openDatabase, runSql } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { takeBatch } from '../../../worker/services/ingest/take.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { seeded } from '../../fuzz/random.ts'
import { playbook } from '../edge.ts'
import { ndjson } from '../ingest.ts'
import { type Base, fill, madeUp, NOW, rowsIn } from './base.ts'
import { deployment, edgeOf } from './many.ts'

const one = oneDatabase(openDatabase(env.CUSTOMERS, undefined, '', 'CUSTOMERS'))
const many = edgeOf(deployment()).databases
const random = seeded(5)
const whole = (most: number) => Math.floor(random() * most)

let base: Base
const key = (n: number) => base.keys[n] as string

beforeAll(async () => {
  base = await madeUp(3, 120)
  await env.PLAYBOOK.prepare('delete from placement').run()
  for (const databases of [one, many]) {
    await publish(databases.playbook, playbook as Playbook, '2026-01-02T03:04:05.000Z')
    await fill(databases, base)
    await spreadVersion(databases)
  }
})

async function* bytes(rows: readonly object[]) {
  yield new TextEncoder().encode(ndjson(rows))
}

let batches = 0
const send = (
  databases: Databases,
  kind: 'customers' | 'events' | 'identifiers' | 'moves',
  rows: object[],
) => {
  batches += 1
  const batch = { id: `b-${batches}`, kind, dataset: 'core', load: undefined, by: 'core', body: bytes(rows) }
  return takeBatch(databases, batch as never, playbook, NOW)
}

/** Whatever stands of customers, whichever database it is in; facts by name, for their order tells nothing. */
async function standing(databases: Databases) {
  const facts = await rowsIn(
    databases,
    `select customer.key as key, load_id, f.key as name, f.value as value from customer, json_each(facts) f`,
  )
  const rest = [
    'select load_id, id, customer_key, at, kind, amount from event',
    'select load_id, hash, customer_key, kind, role, certain, at from identifier',
    'select customer_key, at, taken_back_at from objection',
    'select customer_key, attribute, at, before, after from fact_change',
    'select distinct load_id, customer_key from dirty_customer',
  ]
  return [facts, ...(await Promise.all(rest.map((text) => rowsIn(databases, text))))]
}

const later = (minutes: number) =>
  new Date(Date.parse('2026-11-25T00:00:00.000Z') + minutes * 60_000).toISOString()

/** Merges, and what comes under old numbers before and after. */
const work = (): [kind: 'customers' | 'events' | 'identifiers' | 'moves', rows: object[]][] => {
  const customers = Array.from({ length: 40 }, (_, n) => ({
    ...{ customerKey: key(whole(120)), at: later(n), facts: { age: 20 + whole(60) } },
  }))
  const events = Array.from({ length: 40 }, (_, n) => ({
    ...{ id: `e-${whole(1e9)}`, customerKey: key(whole(120)), at: later(n), channel: 'core', kind: 'debit' },
    amount: 100 + n,
  }))
  const links = Array.from({ length: 30 }, (_, n) => ({
    ...{ hash: key(whole(20)).replace(/^./, 'f'), customerKey: key(whole(120)), kind: 'account' },
    ...{ role: 'owner', certain: true, at: later(n) },
  }))
  const moves = Array.from({ length: 12 }, (_, n) => {
    const [from, to] = [whole(60), 60 + whole(60)]
    return { id: `m-${whole(1e9)}`, oldKey: key(from), newKey: key(to), kind: 'merged', at: later(n) }
  })
  return [
    ['customers', customers],
    ['identifiers', links],
    ['moves', moves],
    ['events', events],
    [
      'moves',
      [
        {
          id: `m-${whole(1e9)}`,
          oldKey: key(60 + whole(30)),
          newKey: key(90 + whole(30)),
          kind: 'merged',
          at: later(90),
        },
      ],
    ],
  ]
}

it('customers who become one stand where their key belongs, with all they had', async () => {
  for (let round = 0; round < 4; round += 1)
    for (const [kind, rows] of work()) {
      const reports = [await send(one, kind, rows), await send(many, kind, rows)]
      expect(reports[1]).toMatchObject({ taken: reports[0]?.taken })
      expect(await standing(many)).toEqual(await standing(one))
    }
  for (const db of many.customers) {
    const found = await runSql<{ key: string }>(db, [
      { text: 'select key from customer union select customer_key from event', values: [] },
    ])
    for (const row of found[0]?.results ?? []) expect(many.nameOf(row.key)).toBe(db.name)
  }
  for (const databases of [one, many]) await keepBase(databases, NOW)
  const asking = { agent: { subject: 'a', roles: ['agent' as const], teams: [] }, now: NOW }
  const decide = async (databases: Databases) =>
    (await decideFor(databases, base.keys.slice(0, 100), asking)).decisions.map((each) => ({
      ...each,
      staleSince: 0,
    }))
  const [alone, together] = [await decide(one), await decide(many)]
  expect(together).toEqual(alone)
  expect(alone.filter(({ status }) => status === 'moved').length).toBeGreaterThan(10)
}, 30_000)

it('a stop between two databases is made up for by the minute', async () => {
  const [kind, rows] = work()[2] as ReturnType<typeof work>[number]
  await send(one, kind, rows)
  const stop = (db: (typeof many.customers)[number], text: string) => runSql(db, [{ text, values: [] }])
  // Rows arrive and cannot be taken out where they were.
  for (const db of many.customers)
    await stop(db, `create trigger stop before delete on event begin select raise(abort, 'stopped'); end`)
  for (const [n, db] of many.customers.entries())
    if (n % 2)
      await stop(
        db,
        `create trigger stop_in before insert on event begin select raise(abort, 'stopped'); end`,
      )
  await send(many, kind, rows).catch(() => {})
  for (const db of many.customers)
    for (const name of ['stop', 'stop_in']) await stop(db, `drop trigger if exists ${name}`)
  await send(many, kind, rows).catch(() => {})
  await relocateStrays(many, NOW.toISOString())
  expect(await standing(many)).toEqual(await standing(one))
})
