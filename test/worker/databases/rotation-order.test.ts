import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import catalogue from '../../../db/packs/catalogue.json'
import { Attribute } from '../../../worker/contract/catalogue.ts'
import type { IngestKind } from '../../../worker/contract/ingest.ts'
import { keepRotation } from '../../../worker/jobs/keep-rotation.ts'
import { splitAt } from '../../../worker/services/customers/split-at.ts'
import { openDatabase, runSql } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'
import { everyDatabase } from '../../../worker/services/every-database.ts'
import { foldDue } from '../../../worker/services/facts/due.ts'
import { resolve } from '../../../worker/services/identifiers/resolve.ts'
import { takeBatch } from '../../../worker/services/ingest/take.ts'
import { addPairs } from '../../../worker/services/rotations/add-pairs.ts'
import { finishRotation } from '../../../worker/services/rotations/finish.ts'
import { rewriteSome } from '../../../worker/services/rotations/rewrite.ts'
import { sharePairs } from '../../../worker/services/rotations/share-pairs.ts'
import { startRotation } from '../../../worker/services/rotations/start.ts'
import { ndjson } from '../ingest.ts'
import { insert, NOW, rowsIn } from './base.ts'
import { counted, deployment, edgeOf, spreadKey } from './many.ts'

const at = NOW.toISOString()
const rules = { catalogue: catalogue.map((one) => Attribute.parse(one)), timeZone: 'Asia/Shanghai' }
const CUSTOMERS = 3
const one = oneDatabase(openDatabase(env.CUSTOMERS, undefined, '', 'CUSTOMERS'))
const apart = oneDatabase(openDatabase(env.CUSTOMERS_4, undefined, '', 'CUSTOMERS_4'))
const many = edgeOf(deployment()).databases
let olds: string[]
let news: string[]

beforeAll(async () => {
  olds = await Promise.all(Array.from({ length: CUSTOMERS }, (_, n) => spreadKey(71 + n)))
  news = await Promise.all(Array.from({ length: CUSTOMERS }, (_, n) => spreadKey(81 + n)))
})

/** A row of customers, by their number and whether it comes under the new key. */
interface Sent {
  kind: IngestKind
  whose: [customer: number, fresh: boolean][]
  row: (...keys: string[]) => object
}

type Act =
  | { kind: 'send'; sent: Sent }
  | { kind: 'pair'; customer: number }
  | { kind: 'step'; database: number }

const who = fc.tuple(fc.integer({ min: 0, max: CUSTOMERS - 1 }), fc.boolean())
const instant = fc.integer({ min: 1, max: 3 }).map((day) => `2026-11-0${day}T00:00:00.000Z`)
const told = fc.oneof(
  fc
    .tuple(
      who,
      fc.record({
        at: instant,
        source: fc.constantFrom('core', 'crm'),
        facts: fc.record(
          { age: fc.integer({ min: 1, max: 9 }), region: fc.constantFrom('临溪区', 'Praha') },
          { requiredKeys: ['age'] },
        ),
      }),
    )
    .map(
      ([whose, row]): Sent => ({
        kind: 'customers',
        whose: [whose],
        row: (customerKey) => ({ ...row, customerKey }),
      }),
    ),
  fc
    .tuple(
      who,
      fc.record({ id: fc.uuid(), at: instant, channel: fc.constant('app'), kind: fc.constant('credit') }),
    )
    .map(
      ([whose, row]): Sent => ({
        kind: 'events',
        whose: [whose],
        row: (customerKey) => ({ ...row, customerKey, amount: 5 }),
      }),
    ),
  fc.tuple(who, fc.record({ at: instant, certain: fc.boolean(), kind: fc.constant('account') })).map(
    ([whose, row]): Sent => ({
      kind: 'identifiers',
      whose: [whose],
      row: (customerKey) => ({ ...row, customerKey, hash: 'f'.repeat(64), role: 'owner' }),
    }),
  ),
)
const merge = fc.tuple(fc.boolean(), fc.boolean()).map(
  ([from, to]): Sent => ({
    kind: 'moves',
    whose: [
      [0, from],
      [1, to],
    ],
    row: (oldKey, newKey) => ({ id: 'm', oldKey, newKey, kind: 'merged', at }),
  }),
)

const split = fc.tuple(who, instant).map(
  ([whose, at]): Sent => ({
    ...{ kind: 'moves', whose: [whose] },
    row: (oldKey) => ({ id: 's', oldKey, newKey: 'e'.repeat(64), kind: 'split', at }),
  }),
)

async function* bytes(rows: readonly object[]) {
  yield new TextEncoder().encode(ndjson(rows))
}

let batches = 0
async function send(databases: Databases, { kind, whose, row }: Sent, isRotating: boolean): Promise<void> {
  const keys = whose.map(([customer, fresh]) => (fresh || !isRotating ? news : olds)[customer] as string)
  batches += 1
  const batch = {
    id: `rotation-${batches}`,
    kind,
    dataset: 'core',
    load: undefined,
    by: 'core',
    body: bytes([row(...keys)]),
  }
  const report = await takeBatch(databases, batch, { ...rules, events: [] }, NOW)
  expect(report.refusals).toEqual([])
}

const TABLES = [
  'customer',
  'event',
  'identifier',
  'fact_change',
  'dirty_customer',
  'customer_move',
  'ingest_batch',
]
const ALL = [...TABLES, 'load', 'dataset', 'key_pair', 'key_rotation']

/** Customers who are there; the last one is not. */
async function fill(databases: Databases, keys: readonly string[]): Promise<void> {
  for (const db of everyDatabase(databases))
    await runSql(
      db,
      ALL.map((table) => ({ text: `delete from ${table}`, values: [] })),
    )
  await databases.ready()
  for (const db of databases.customers) {
    const load = {
      id: 'core-1',
      dataset_id: 'core',
      state: 'done',
      started_at: at,
      finished_at: at,
      summary: null,
    }
    await insert(db, 'load', [load])
    await insert(db, 'dataset', [{ id: 'core', live_load: 'core-1', as_of: null, currency: 'CNY' }])
    const own = keys
      .slice(0, -1)
      .filter((key) => databases.customers.length === 1 || databases.nameOf(key) === db.name)
    const facts = { load_id: 'core-1', facts: '{"age":0}', facts_as_of: '2026-10-01T00:00:00.000Z' }
    await insert(
      db,
      'customer',
      own.map((key) => ({ ...facts, key, lineage: null })),
    )
  }
}

/** Since when the events are that a fact rests on is said of all who are folded with somebody who was split. */
async function standing(databases: Databases) {
  for (const db of databases.customers) await foldDue(db, rules, NOW, Number.POSITIVE_INFINITY)
  const customers = await rowsIn(
    databases,
    `select c.key, f.key as name, f.value, coalesce(c.lineage -> f.key ->> 'at', c.facts_as_of) as at,
      c.lineage -> f.key ->> 'until' as until, 
      iif(${splitAt('c.key')} is null, null, c.lineage -> f.key ->> 'from') as since from customer c, json_each(c.facts) f`,
  )
  const rest = [
    'select id, customer_key, at from event',
    'select hash, customer_key, certain, at from identifier',
    'select customer_key, attribute, at, before, after, source from fact_change',
  ]
  return [customers, ...(await Promise.all(rest.map((text) => rowsIn(databases, text))))]
}

/** Whom the number leads to, under whichever key; while keys are being changed too. */
async function found(databases: Databases) {
  const [one] = await resolve(databases, ['f'.repeat(64)])
  const newKey = (key: string) => news[olds.indexOf(key)] ?? key
  if (one?.status === 'one') return { ...one, customerKey: newKey(one.customerKey) }
  if (one?.status !== 'several') return one
  const customers = one.customers.map((each) => ({ ...each, customerKey: newKey(each.customerKey) }))
  return { ...one, customers: new Set(customers.map((each) => JSON.stringify(each))) }
}

/** Rows in any order, pairs before the end of the change, and some of its steps after. */
const scenarios = () =>
  fc
    .record({
      sent: fc.array(told, { minLength: 2, maxLength: 8 }),
      moves: fc.tuple(fc.option(merge), fc.option(split)).map((all) => all.filter((one) => one !== null)),
      late: fc.array(told, { maxLength: 4 }),
      steps: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 }),
    })
    .chain(({ sent, moves, late, steps }) => {
      const before: Act[] = [
        ...[...sent, ...moves].map((one): Act => ({ kind: 'send', sent: one })),
        ...olds.map((_, customer): Act => ({ kind: 'pair', customer })),
      ]
      const after: Act[] = [
        ...late.map((one): Act => ({ kind: 'send', sent: one })),
        ...steps.map((database): Act => ({ kind: 'step', database })),
      ]
      const inAnyOrder = (acts: Act[]) => fc.shuffledSubarray(acts, { minLength: acts.length })
      return fc.record({ before: inAnyOrder(before), after: inAnyOrder(after) })
    })

it.each([
  ['one database', () => [one, apart] as const],
  ['four', () => [many, one] as const],
])(
  'of %s: facts are the same as without a change of keys, whatever comes in which order',
  async (_, pick) => {
    const [rotating, plain] = pick()
    await env.PLAYBOOK.prepare('delete from placement').run()
    for (const name of ['CUSTOMERS', 'CUSTOMERS_1', 'CUSTOMERS_2', 'CUSTOMERS_3', 'CUSTOMERS_4'] as const)
      await env[name].prepare('delete from bucket').run()
    await rotating.renew()
    await fc.assert(
      fc.asyncProperty(scenarios(), async ({ before, after }) => {
        await fill(rotating, olds)
        await fill(plain, news)
        const id = crypto.randomUUID()
        await startRotation(rotating, { id, oldKeyId: 'k1', newKeyId: 'k2' }, 'admin', at)
        const does = async (act: Act) => {
          if (act.kind === 'send') {
            await send(rotating, act.sent, true)
            await send(plain, act.sent, false)
          } else if (act.kind === 'pair') {
            const pair = { old: olds[act.customer] as string, new: news[act.customer] as string }
            expect(await addPairs(rotating, id, [pair], 'admin', at)).toMatchObject({ refused: [] })
          } else {
            const db = rotating.customers[act.database % rotating.customers.length]
            if (db) await rewriteSome(db, at, 1)
          }
        }
        for (const act of before) await does(act)
        await finishRotation(rotating, id, 'admin', at)
        // As the minute's job does before anything is rewritten.
        await sharePairs(rotating)
        for (const act of after) {
          await does(act)
          expect(await found(rotating)).toEqual(await found(plain))
        }
        for (let minute = 0; minute < 5; minute += 1) await keepRotation(rotating, at)
        expect(await rowsIn(rotating, "select 1 from key_rotation where state <> 'done'")).toEqual([])
        expect(await standing(rotating)).toEqual(await standing(plain))
      }),
      { numRuns: 12, endOnFailure: true },
    )
  },
  120_000,
)

it('an open change of keys alone makes a batch ask more, and a batch of no change asks as before', async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  for (const name of ['CUSTOMERS', 'CUSTOMERS_1', 'CUSTOMERS_2', 'CUSTOMERS_3', 'CUSTOMERS_4'] as const)
    await env[name].prepare('delete from bucket').run()
  const { env: given, batches: calls } = counted(deployment())
  const { databases } = edgeOf(given)
  await fill(databases, olds)
  const event: Sent = {
    ...{ kind: 'events', whose: [[0, false]] },
    row: (customerKey) => ({ id: crypto.randomUUID(), at, channel: 'app', kind: 'credit', customerKey }),
  }
  const asked = async () => {
    for (const name of Object.keys(calls)) calls[name] = 0
    await send(databases, event, true)
    return Object.values(calls).reduce((a, b) => a + b, 0)
  }
  // The batch's report twice, which load is live in each of four, merges, and the rows.
  expect(await asked()).toBe(2 + 4 + 1 + 1)
  await startRotation(databases, { id: crypto.randomUUID(), oldKeyId: 'k1', newKeyId: 'k2' }, 'admin', at)
  // Pairs and merges before and after instead of merges.
  expect(await asked()).toBe(2 + 4 + 2 + 1)
})
