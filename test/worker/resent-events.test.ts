import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import catalogue from '../../db/packs/catalogue.json'
import { Attribute } from '../../worker/contract/catalogue.ts'
import type { IngestKind } from '../../worker/contract/ingest.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { foldDue } from '../../worker/services/facts/due.ts'
import { takeBatch } from '../../worker/services/ingest/take.ts'
import { customersDb, keyOf, newRowId } from './edge.ts'
import { type FoldEvent, foldPlainly } from './fold-reference.ts'
import { ndjson, probeBase, rows } from './ingest.ts'

const rules = { catalogue: catalogue.map((one) => Attribute.parse(one)), timeZone: 'Asia/Shanghai' }
const NOW = new Date('2026-03-31T04:00:00.000Z')
const KEYS = [1, 2, 3].map(keyOf)
/** Two the bank gives: one that no event makes, and one that events make where there are any. */
const given = { age: 40, complaint_matter: 'given' }

beforeEach(() => probeBase(Object.fromEntries(KEYS.map((key) => [key, given]))))

async function send(some: readonly object[], kind: IngestKind = 'events') {
  async function* body() {
    yield new TextEncoder().encode(ndjson(some))
  }
  const batch = { id: newRowId(), kind, dataset: 'probe', load: undefined, by: 'core', body: body() }
  return takeBatch(oneDatabase(customersDb), batch, { ...rules, events: [] }, NOW)
}
const fold = () => foldDue(customersDb, rules, NOW, Number.POSITIVE_INFINITY)

const state = async () =>
  (await rows('select key, facts, lineage from customer order by key')).map(({ key, facts, lineage }) => ({
    key,
    facts: JSON.parse(String(facts)),
    lineage: JSON.parse(String(lineage)),
  }))

const row = (change: object = {}) => ({
  ...{ id: 'e1', customerKey: keyOf(1), at: '2026-03-20', channel: 'app', kind: 'credit', amount: 100 },
  ...change,
})

it('an event that is sent again for another customer leaves the one it was said to be of', async () => {
  await send([row()])
  await fold()
  const [before] = await state()
  expect(before?.facts).toMatchObject({ transactions: 1, amount_in_30d: 100 })
  await send([row({ customerKey: keyOf(2), at: '2026-03-21' })])
  expect(
    await rows('select customer_key as key from dirty_customer where since <= ?', NOW.toISOString()),
  ).toEqual([{ key: keyOf(1) }, { key: keyOf(2) }])
  await fold()
  const [first, second] = await state()
  expect(first).toEqual({ key: keyOf(1), facts: given, lineage: null })
  expect(second?.facts).toMatchObject({ ...given, transactions: 1, amount_in_30d: 100 })
})

it('so does one that names nobody any more, while one that was known better stays where it is', async () => {
  await send([row(), row({ id: 'e2', kind: 'contact' })])
  await fold()
  await send([row({ customerKey: keyOf(2), at: '2026-03-19' })])
  expect(await rows('select customer_key from event')).toEqual([
    { customer_key: keyOf(1) },
    { customer_key: keyOf(1) },
  ])
  await fold()
  expect((await state())[0]?.facts).toMatchObject({ transactions: 1, contacts_30d: 1 })
  await send([row({ customerKey: null, at: '2026-03-21' })])
  await fold()
  const [first] = await state()
  expect(first?.facts).toMatchObject({ ...given, contacts_30d: 1 })
  expect(first?.facts).not.toHaveProperty('transactions')
  expect(first?.lineage).not.toHaveProperty('transactions')
})

it('what the bank has given stays, unknown or not, though no event is left that would make it', async () => {
  const facts = { complaint_matter: 'fee', age: null, region: 'Praha' }
  await send([{ customerKey: keyOf(1), at: '2026-03-01T00:00:00Z', source: 'crm', facts }], 'customers')
  const [before] = await state()
  await send([row()])
  await fold()
  await send([row({ customerKey: keyOf(2), at: '2026-03-21' })])
  await fold()
  const [first] = await state()
  expect(first).toEqual(before)
  expect(first?.lineage.complaint_matter).toEqual({
    at: '2026-03-01T00:00:00.000Z',
    source: 'crm',
    rule: 'given',
  })
  expect(first?.facts).toEqual({ complaint_matter: 'fee', region: 'Praha' })
})

it('nobody is folded anew for rows that are known already', async () => {
  await send([row()])
  await fold()
  await env.CUSTOMERS.prepare("update dirty_customer set since = '2027'").run()
  await send([row({ customerKey: null, at: '2026-03-19' })])
  expect(await rows('select since from dirty_customer')).toEqual([{ since: '2027' }])
})

it('whatever is sent again, for whom and in what order, ends as if all had been folded once', async () => {
  const one = fc.record({
    id: fc.integer({ min: 1, max: 6 }).map((n) => `e${n}`),
    customerKey: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...KEYS) }, fc.constant(null)),
    at: fc.constantFrom('2026-01-10', '2026-03-20', '2026-03-21T09:00:00.000Z', '2026-03-22'),
    channel: fc.constantFrom('app', 'phone'),
    kind: fc.constantFrom('credit', 'debit', 'contact', 'complaint_opened', 'complaint_closed', 'other'),
    amount: fc.option(fc.integer({ min: 0, max: 9 })),
    detail: fc.constantFrom(null, { complaint: 'c1', matter: 'fee' }),
  })
  const batches = fc.array(
    fc.record({ some: fc.array(one, { minLength: 1, maxLength: 4 }), folded: fc.boolean() }),
    { minLength: 1, maxLength: 8 },
  )
  // Of a value that was given and then folded nothing is left: only what no event makes is given here.
  const alone = { age: 40 }
  await fc.assert(
    fc.asyncProperty(batches, fc.infiniteStream(fc.nat()), async (all, places) => {
      await probeBase(Object.fromEntries(KEYS.map((key) => [key, alone])))
      for (const { some, folded } of all) {
        await send(some)
        if (folded) await fold()
      }
      await fold()
      const ended = await state()
      const events = await rows('select * from event order by id')

      await probeBase(Object.fromEntries(KEYS.map((key) => [key, alone])))
      const shuffled = all.flatMap(({ some }) => some.map((row) => ({ row, place: places.next().value })))
      await send(shuffled.toSorted((a, b) => a.place - b.place).map(({ row }) => row))
      await fold()
      expect(await state()).toEqual(ended)
      expect(await rows('select * from event order by id')).toEqual(events)

      for (const { key, facts } of ended) {
        const own = events
          .filter(({ customer_key }) => customer_key === key)
          .map((row) => ({ ...row, detail: JSON.parse(String(row.detail)) }) as unknown as FoldEvent)
        for (const attribute of rules.catalogue.filter(({ fold }) => fold))
          expect([attribute.name, facts[attribute.name] ?? null]).toEqual([
            ...[attribute.name, foldPlainly(attribute, own, '2026-03-31', 480) ?? null],
          ])
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)
