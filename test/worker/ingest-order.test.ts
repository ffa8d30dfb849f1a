import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import catalogue from '../../db/packs/catalogue.json'
import { Attribute } from '../../worker/contract/catalogue.ts'
import type { IngestKind } from '../../worker/contract/ingest.ts'
import { type Binding, type Database, openDatabase } from '../../worker/services/database.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { movesOf } from '../../worker/services/decisions/moves.ts'
import { foldDue } from '../../worker/services/facts/due.ts'
import { resolve } from '../../worker/services/identifiers/resolve.ts'
import { takeBatch } from '../../worker/services/ingest/take.ts'
import { addBase, customersDb as db, keyOf, newRowId } from './edge.ts'
import { clearBase, ndjson, rows } from './ingest.ts'

const rules = { catalogue: catalogue.map((one) => Attribute.parse(one)), timeZone: 'Asia/Shanghai' }
const NOW = new Date('2026-03-31T04:00:00.000Z')

interface Row {
  kind: IngestKind
  row: object
}

const key = fc.integer({ min: 1, max: 3 }).map(keyOf)
const instant = fc.integer({ min: 1, max: 2 }).map((day) => `2026-03-0${day}T00:00:00.000Z`)
const source = fc.constantFrom('core', 'crm')
const fact = fc.record(
  {
    age: fc.option(fc.integer({ min: 7, max: 12 })),
    region: fc.option(fc.constantFrom('临溪区', 'Praha')),
    marketing_consent: fc.option(fc.boolean()),
    complaint_matter: fc.constantFrom('fee', 'service'),
    collection_calls: fc.constantFrom([], ['2026-03-01T00:00:00Z']),
  },
  { requiredKeys: ['age'] },
)
const row: fc.Arbitrary<Row> = fc.oneof(
  fc
    .record({ customerKey: key, at: instant, source, facts: fact })
    .map((one): Row => ({ kind: 'customers', row: one })),
  fc
    .record({
      id: fc.integer({ min: 1, max: 12 }).map((n) => `e${n}`),
      customerKey: fc.option(key),
      at: instant,
      channel: fc.constantFrom('app', 'phone'),
      kind: fc.constantFrom('credit', 'contact', 'complaint_opened', 'complaint_closed'),
      amount: fc.option(fc.integer({ min: 7, max: 12 })),
      detail: fc.constantFrom(null, { complaint: 'c1', matter: 'fee' }),
    })
    .map((one): Row => ({ kind: 'events', row: one })),
  fc
    .record({
      hash: fc.integer({ min: 100, max: 102 }).map(keyOf),
      kind: fc.constantFrom('account', 'card'),
      customerKey: key,
      role: fc.constantFrom('owner', 'joint'),
      certain: fc.boolean(),
      source,
      at: instant,
    })
    .map((one): Row => ({ kind: 'identifiers', row: one })),
)
/** One customer is merged into one other, and never back. */
const move = fc.uniqueArray(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }).chain((olds) =>
  fc.tuple(
    ...olds.map((old) =>
      fc.integer({ min: old + 1, max: 3 }).map(
        (to): Row => ({
          kind: 'moves',
          row: {
            id: `m${old}`,
            oldKey: keyOf(old),
            newKey: keyOf(to),
            kind: 'merged',
            at: '2026-03-05T00:00:00.000Z',
          },
        }),
      ),
    ),
  ),
)

/** New customers who came out of these, before they were merged or after. */
const splits = fc
  .array(fc.record({ old: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 1, max: 6 }) }), {
    maxLength: 3,
  })
  .map((all) =>
    all.map(({ old, day }, n): Row => {
      const at = `2026-03-0${day}T12:00:00.000Z`
      return {
        kind: 'moves',
        row: { id: `s${n}`, oldKey: keyOf(old), newKey: keyOf(10 + n), kind: 'split', at },
      }
    }),
  )

/** A database that fails so many batches from now: before it does anything, or after all of it, with the answer lost. */
function failing(at: number, after: boolean): Database {
  let count = 0
  const batch = async (statements: Parameters<Binding['batch']>[0]) => {
    count += 1
    if (count === at && !after) throw new Error('killed before')
    const results = await env.CUSTOMERS.batch(statements)
    if (count === at) throw new Error('killed after')
    return results
  }
  return openDatabase({
    prepare: (query: string) => env.CUSTOMERS.prepare(query),
    batch,
  } as unknown as Binding)
}

async function* bytes(some: readonly Row[]) {
  yield new TextEncoder().encode(ndjson(some.map((one) => one.row)))
}

async function send(some: readonly Row[], id: string, through: Database) {
  const [first] = some
  if (!first) return
  const batch = { id, kind: first.kind, dataset: 'probe', load: undefined, by: 'core', body: bytes(some) }
  const report = await takeBatch(oneDatabase(through), batch, { ...rules, events: [] }, NOW)
  expect(report.refusals).toEqual([])
}

/** Sends again until it is answered, as the bank does. */
async function sendKilled(some: readonly Row[], kill: readonly [number, boolean] | null) {
  const id = newRowId()
  if (kill) await send(some, id, failing(...kill)).catch(() => {})
  await send(some, id, db)
}

async function reset() {
  await clearBase()
  await addBase({ dataset: 'probe', load: 'live', finishedAt: '2026-01-01T00:00:00.000Z', customers: {} })
}

async function state() {
  await foldDue(db, rules, NOW, Number.POSITIVE_INFINITY)
  const customers = await rows('select key, facts, facts_as_of, lineage from customer order by key')
  return {
    customers: customers.map(({ facts, lineage, ...one }) => ({
      ...one,
      facts: JSON.parse(String(facts)),
      lineage: JSON.parse(String(lineage)),
    })),
    events: await rows('select * from event order by id'),
    identifiers: await rows('select * from identifier order by hash, customer_key'),
    ...(await doubt()),
    moves: await rows('select * from customer_move order by id'),
    changes: await rows(
      'select customer_key, attribute, at, source, before, after from fact_change order by 1, 2, 3, 4',
    ),
  }
}

interface Move {
  oldKey: string
  newKey: string
  kind: 'merged' | 'split'
  at: string
}

/** When each was last split, by whichever of the keys that have ended as theirs. */
function splitsOf(all: readonly Row[]): string[] {
  const moves = all.flatMap(({ kind, row }) => (kind === 'moves' ? [row as Move] : []))
  const way = (key: string): string[] => {
    const to = moves.find((one) => one.kind === 'merged' && one.oldKey === key)?.newKey
    return [key, ...(to ? way(to) : [])]
  }
  return [1, 2, 3].map(keyOf).flatMap((key) => {
    const own = moves.filter(({ kind, oldKey }) => kind === 'split' && way(oldKey).includes(key))
    const splitAt = own
      .map(({ at }) => at)
      .toSorted()
      .at(-1)
    return splitAt ? [JSON.stringify({ key, to: null, splitAt })] : []
  })
}

/** Which links are rested on, and what became of whom. */
async function doubt() {
  const some = [1, 2, 3, 10, 11, 12].map(keyOf)
  const asked = sql`(select value from json_each(${JSON.stringify(some)}))`
  const [[moved], resolved] = await Promise.all([
    db.batch([movesOf(db, asked)]),
    resolve(oneDatabase(db), [100, 101, 102].map(keyOf)),
  ])
  return { resolved, moved: moved.map((one) => JSON.stringify(one)).toSorted() }
}

/** Batches hold rows of one kind, in the order given. */
function batchesOf(all: readonly Row[], sizes: readonly number[]): Row[][] {
  const batches: Row[][] = []
  let left = 0
  for (const one of all) {
    const last = batches.at(-1)
    if (last && last[0]?.kind === one.kind && left > 0) last.push(one)
    else {
      batches.push([one])
      left = sizes[batches.length % sizes.length] ?? 1
    }
    left -= 1
  }
  return batches
}

it('ends alike in whatever order rows come, how often, in what batches, and wherever it is killed', async () => {
  const scenario = fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 18 }), move, splits)
    .map(([some, ...moves]) => [...some, ...moves.flat()])
    .chain((all) =>
      fc.record({
        all: fc.constant(all),
        other: fc
          .tuple(
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.shuffledSubarray(all, { maxLength: Math.min(6, all.length) }),
          )
          .map(([once, again]) => [...again, ...once]),
        sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
        kills: fc.array(fc.option(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())), { maxLength: 12 }),
      }),
    )
  await fc.assert(
    fc.asyncProperty(scenario, async ({ all, other, sizes, kills }) => {
      await reset()
      for (const one of all) await sendKilled([one], null)
      const expected = await state()
      await reset()
      for (const [at, batch] of batchesOf(other, sizes).entries()) await sendKilled(batch, kills[at] ?? null)
      expect(await state()).toEqual(expected)
    }),
    { numRuns: 25 },
  )
}, 120_000)

/** What is given and folded under one name is not told apart once it was folded. */
const isFolded = ({ kind, row }: Row) =>
  kind === 'customers' && 'complaint_matter' in (row as { facts: object }).facts

it('merges and splits end alike in whatever order they come, folded in between or not', async () => {
  const scenario = fc
    .tuple(fc.array(row, { minLength: 3, maxLength: 9 }), move, splits)
    .map(([some, ...moves]) => [...some.filter((one) => !isFolded(one)), ...moves.flat()])
    .chain((all) =>
      fc.record({
        all: fc.constant(all),
        other: fc.shuffledSubarray(all, { minLength: all.length }),
        folds: fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
      }),
    )
  await fc.assert(
    fc.asyncProperty(scenario, async ({ all, other, folds }) => {
      await reset()
      for (const one of all) await sendKilled([one], null)
      const expected = await state()
      await reset()
      for (const [at, one] of other.entries()) {
        await sendKilled([one], null)
        if (folds[at]) await foldDue(db, rules, NOW, Number.POSITIVE_INFINITY)
      }
      expect(await state()).toEqual(expected)
      expect(expected.moved.filter((one) => one.includes('"to":null'))).toEqual(splitsOf(all))
    }),
    { numRuns: 25 },
  )
}, 120_000)

it.each([
  ['a split', ['s', 'm']],
  ['a merge', ['m', 's']],
])('whoever was split is in doubt after a merge, though %s came first', async (_, order) => {
  const [one, other, own] = [keyOf(1), keyOf(2), keyOf(3)]
  const [link, at] = [{ hash: keyOf(100), kind: 'account', role: 'owner' }, '2026-03-01T00:00:00.000Z']
  const move: Record<string, Row> = {
    s: {
      kind: 'moves',
      row: { id: 's', oldKey: one, newKey: own, kind: 'split', at: '2026-03-03T00:00:00.000Z' },
    },
    m: {
      kind: 'moves',
      row: { id: 'm', oldKey: one, newKey: other, kind: 'merged', at: '2026-03-04T00:00:00.000Z' },
    },
  }
  await reset()
  await sendKilled(
    [{ kind: 'identifiers', row: { ...link, customerKey: one, certain: true, source: 'core', at } }],
    null,
  )
  for (const id of order) await sendKilled([move[id] as Row], null)
  expect(await doubt()).toMatchObject({
    resolved: [{ status: 'uncertain' }, { status: 'unknown' }, { status: 'unknown' }],
    moved: expect.arrayContaining([
      JSON.stringify({ key: other, to: null, splitAt: '2026-03-03T00:00:00.000Z' }),
    ]),
  })
})

it('of two events under one id the same stands, though their customers were merged in between', async () => {
  const said = { id: 'e2', at: '2026-03-02T00:00:00.000Z', kind: 'contact', detail: null }
  const one: Row = { kind: 'events', row: { ...said, customerKey: keyOf(1), channel: 'phone', amount: 6 } }
  const other: Row = { kind: 'events', row: { ...said, customerKey: keyOf(2), channel: 'app', amount: 4 } }
  const merged: Row = {
    kind: 'moves',
    row: { id: 'm1', oldKey: keyOf(1), newKey: keyOf(2), kind: 'merged', at: '2026-03-03T00:00:00.000Z' },
  }
  const ends = []
  for (const order of [
    [one, other, merged],
    [one, merged, other],
    [merged, other, one],
  ]) {
    await reset()
    for (const each of order) await sendKilled([each], null)
    ends.push(await state())
  }
  expect(ends[1]).toEqual(ends[0])
  expect(ends[2]).toEqual(ends[0])
})
