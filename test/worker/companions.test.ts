import fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { Attribute, type Fold } from '../../worker/contract/catalogue.ts'
import type { DecisionResponse } from '../../worker/contract/decision.ts'
import { keepBase } from '../../worker/jobs/keep-base.ts'
import { readView } from '../../worker/services/view/read.ts'
import { addBase, databases, keyOf, newRowId, playbook, post, publishPlaybook } from './edge.ts'
import { adminHeaders, clearBase, event, rows, taken } from './ingest.ts'

const label = { zh: '试', en: 'probe' }
const made = (name: string, type: 'int' | 'money' | 'string', fold?: Fold): Attribute =>
  Attribute.parse({ name, type, label, sensitivity: 'C2', channel: 'core', fold })
const [age] = playbook.catalogue
const catalogue = [
  ...(age ? [age] : []),
  made('grade', 'int'),
  made('consent', 'int'),
  made('card_type', 'string'),
  made('credits', 'int', { op: 'count', kinds: ['credit'] }),
  made('paid_90d', 'money', { op: 'sum', of: 'amount', kinds: ['credit'], withinDays: 90 }),
  made('last_channel', 'string', { op: 'last', of: 'channel' }),
  made('complaints_open', 'int', {
    ...{ op: 'count', kinds: ['complaint_opened'] },
    closed: {
      ...{ per: 'detail.complaint', opens: ['complaint_opened'], kinds: ['complaint_closed'] },
      limits: [],
    },
  }),
]

beforeAll(async () => {
  await publishPlaybook({ catalogue })
})
beforeEach(() => clearBase('fold_walk', 'key_pair'))

const one = keyOf(1)
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const minute = () => keepBase(databases, new Date())
const said = (facts: object, days = 5, customerKey = one) => ({
  customerKey,
  at: ago(days),
  source: 's',
  facts,
})
const paid = (change: object = {}) => event({ at: ago(3), ...change })

async function factsOf(key = one) {
  const answer = await post('/v1/decisions', { customerKeys: [key] })
  const [decision] = ((await answer.json()) as DecisionResponse).decisions
  if (decision?.status !== 'decided') throw new Error(decision?.status)
  return { facts: decision.facts, stale: decision.stale }
}

/** A full refresh of a dataset, unseen so far. */
async function fill(dataset: string, customers: object[], events: object[]) {
  const load = newRowId()
  if (customers.length > 0) await taken('customers', customers, { dataset, load })
  await taken('events', events, { dataset, load })
  return load
}
const finish = (dataset: string, load: string, customers: number, events: number, currency = 'CNY') =>
  post(`/v1/ingest/loads/${load}/finish`, { dataset, currency, customers, events, fewer: true }, adminHeaders)

async function refresh(dataset: string, customers: object[], events: object[], currency = 'CNY') {
  const load = await fill(dataset, customers, events)
  await minute()
  const answer = await finish(dataset, load, customers.length, events.length, currency)
  if (answer.status !== 200) throw new Error(await answer.text())
}

const core = () =>
  refresh(
    'core',
    [said({ age: 70, grade: 2, consent: 0 })],
    [
      ...[paid(), paid(), paid({ channel: 'phone' })],
      paid({
        kind: 'complaint_opened',
        channel: 'phone',
        amount: null,
        detail: { complaint: 'a' },
        at: ago(2),
      }),
    ],
  )
const cards = (more: object[] = []) =>
  refresh('cards', [said({ card_type: 'gold' })], [paid({ channel: 'cards', at: ago(1) }), ...more])
const BOTH = {
  ...{ age: 70, grade: 2, consent: 0, card_type: 'gold' },
  ...{ credits: 4, paid_90d: 400, last_channel: 'cards', complaints_open: 1 },
}

it.each([
  ['core then cards', [core, cards]],
  ['cards then core', [cards, core]],
] as const)('a customer of two datasets is one, %s', async (_, order) => {
  for (const live of order) await live()
  await minute()
  expect(await factsOf()).toEqual({ facts: BOTH, stale: [] })
})

it('the view says the same, each fact with its source, and tells what was so before whoever said it', async () => {
  await core()
  await cards()
  await minute()
  await taken('customers', [said({ grade: 3 }, 2)], { dataset: 'core' })
  await taken('customers', [{ ...said({ grade: 4 }, 1), source: 'desk' }], { dataset: 'cards' })
  const view = await readView(databases, one, { agent: { subject: 'agent-01', teams: [] }, now: new Date() })
  expect(view).toMatchObject({
    ...{ facts: { ...BOTH, grade: 4 }, stale: [], activity: { events: 5 } },
    lineage: { age: { source: 's' }, grade: { source: 'desk' }, credits: { rule: 'count credit' } },
    changes: {
      items: [
        { attribute: 'grade', before: 3, after: 4 },
        { attribute: 'grade', before: 2, after: 3 },
        { attribute: 'grade', before: null, after: 2 },
      ],
    },
  })
})

it('what comes into one counts for the facts of all', async () => {
  await core()
  await cards()
  await minute()
  await taken('events', [paid({ at: ago(0.5), channel: 'app' })], { dataset: 'cards' })
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { credits: 5, paid_90d: 500, last_channel: 'app' } })
  await taken('events', [paid({ at: ago(0.1), channel: 'web' })], { dataset: 'core' })
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { credits: 6, last_channel: 'web', complaints_open: 1 } })
})

it('events of a dataset in which the customer does not stand count as well', async () => {
  await core()
  await refresh('cards', [], [paid({ channel: 'cards', at: ago(1) })])
  // Until they are folded, it is not said that there were three.
  expect(await factsOf()).toMatchObject({
    facts: { age: 70 },
    stale: ['complaints_open', 'credits', 'last_channel', 'paid_90d'],
  })
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { credits: 4, complaints_open: 1 }, stale: [] })
})

it('a full refresh of one is seen whole at once, with what came into the other meanwhile', async () => {
  await core()
  await cards()
  await minute()
  const load = await fill(
    'cards',
    [said({ card_type: 'black' })],
    [paid({ channel: 'cards', at: ago(1), amount: 7 })],
  )
  await minute()
  expect((await finish('cards', load, 1, 1)).status).toBe(200)
  expect(await factsOf()).toEqual({ facts: { ...BOTH, card_type: 'black', paid_90d: 307 }, stale: [] })
  const next = await fill('cards', [said({ card_type: 'red' })], [])
  await minute()
  await taken('events', [paid({ at: ago(0.1), channel: 'web' })], { dataset: 'core' })
  // Nobody has to wait for a quiet moment of the other dataset.
  expect((await finish('cards', next, 1, 0)).status).toBe(200)
  expect((await factsOf()).stale).toContain('credits')
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { card_type: 'red', credits: 4, paid_90d: 400 }, stale: [] })
})

it('what a refresh no longer has is no longer counted, nor is it said to be while that is not known', async () => {
  await core()
  await cards()
  await minute()
  await refresh('cards', [], [])
  expect((await factsOf()).stale).toContain('credits')
  await minute()
  const { card_type, ...rest } = BOTH
  expect(await factsOf()).toEqual({
    facts: { ...rest, credits: 3, paid_90d: 300, last_channel: 'phone' },
    stale: [],
  })
})

it('an event that goes to another customer leaves the facts of all datasets', async () => {
  await core()
  await cards([paid({ id: 'wrong', at: ago(1) })])
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { credits: 5 } })
  await taken('events', [paid({ id: 'wrong', at: ago(0.9), customerKey: null })], { dataset: 'cards' })
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { credits: 4 } })
  const found = await rows("select facts ->> 'credits' as n from customer where key = ?", one)
  expect(found).toEqual([{ n: 4 }, { n: 4 }])
})

it('customers who are merged have the events of both in all datasets', async () => {
  await core()
  await cards()
  await taken('events', [paid({ customerKey: keyOf(2), at: ago(4) })], { dataset: 'cards' })
  await minute()
  const move = { id: 'm', oldKey: keyOf(2), newKey: one, kind: 'merged', at: ago(0) }
  await taken('moves', [move], { dataset: 'core' })
  await minute()
  expect(await factsOf()).toMatchObject({ facts: { credits: 5 }, stale: [] })
})

it('another currency or another as-of is never mixed in: the load that finished last speaks', async () => {
  await core()
  await minute()
  await refresh('abroad', [said({ card_type: 'gold' })], [paid()], 'EUR')
  await minute()
  expect((await factsOf()).facts).toEqual({
    card_type: 'gold',
    credits: 1,
    paid_90d: 100,
    last_channel: 'app',
  })
  await addBase({
    ...{
      dataset: 'old',
      load: 'old',
      asOf: '2026-03-01T00:00:00.000Z',
      finishedAt: new Date().toISOString(),
    },
    customers: { [one]: { age: 33 } },
  })
  expect((await factsOf()).facts).toEqual({ age: 33 })
})

it('nobody is walked anew for a refresh of a dataset without companions', async () => {
  await core()
  await minute()
  await core()
  expect(await rows('select after from fold_walk')).toEqual([{ after: null }])
  await cards()
  expect(await rows('select after from fold_walk')).toEqual([{ after: '' }])
  await minute()
  expect(await rows('select after from fold_walk')).toEqual([{ after: null }])
})

const someRow = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('customers' as const),
      facts: fc.dictionary(
        fc.constantFrom('age', 'grade', 'consent'),
        fc.option(fc.integer({ min: 10, max: 99 })),
        { minKeys: 1, maxKeys: 3 },
      ),
      source: fc.constantFrom('crm', 'core'),
      days: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('events' as const),
      of: fc.constantFrom('credit', 'credit', 'complaint_opened', 'complaint_closed'),
      channel: fc.constantFrom('app', 'web', 'phone'),
      complaint: fc.constantFrom('x', 'y'),
      amount: fc.integer({ min: 1, max: 99 }),
      days: fc.integer({ min: 1, max: 120 }),
    }),
  },
)

const some = (...whens: string[]) =>
  fc.array(fc.record({ row: someRow, dataset: fc.nat(2), when: fc.constantFrom(...whens) }), {
    ...{ minLength: 1, maxLength: 14 },
  })
type Given = ReturnType<typeof some> extends fc.Arbitrary<infer All> ? All : never
const start = Date.now()
const day = (days: number) => new Date(start - days * 86_400_000).toISOString()
const asRow = ({ row }: Given[number], n: number) =>
  row.kind === 'customers'
    ? { customerKey: one, at: day(row.days), source: row.source, facts: row.facts }
    : event({
        ...{ id: `e${n}`, at: day(row.days), kind: row.of, channel: row.channel, amount: row.amount },
        detail: { complaint: row.complaint },
      })

/**
 * What is decided on, after some rows came into live loads, then a full refresh of each dataset, which has what came
 * before but for what is gone, then more.
 * @param minutes whether the minute's job runs between two refreshes
 */
async function told(all: Given, of: readonly string[], { minutes = true, atOnce = false } = {}) {
  await clearBase('fold_walk')
  const placed = all.map((each, n) => ({
    ...{ kind: each.row.kind, when: each.when, row: asRow(each, n) },
    dataset: of.toSorted()[each.dataset % of.length] ?? '',
  }))
  const rowsFor = (dataset: string, kind: string, ...whens: string[]) =>
    placed
      .filter((each) => each.dataset === dataset && each.kind === kind && whens.includes(each.when))
      .map(({ row }) => row)
  const send = async (when: string) => {
    for (const dataset of of)
      for (const kind of ['events', 'customers'] as const) {
        const those = rowsFor(dataset, kind, when)
        if (those.length > 0) await taken(kind, those, { dataset })
      }
  }
  for (const dataset of of) await addBase({ dataset, load: `${dataset}0`, finishedAt: day(9), customers: {} })
  await send('before')
  await send('gone')
  if (minutes) await minute()
  for (const dataset of of) {
    const customers = rowsFor(dataset, 'customers', 'before', 'refresh')
    const events = rowsFor(dataset, 'events', 'before', 'refresh')
    const load = await fill(dataset, customers, events)
    await minute()
    const answer = await finish(dataset, load, Math.min(customers.length, 1), events.length)
    if (answer.status !== 200) throw new Error(await answer.text())
    if (minutes && dataset !== of.at(-1)) await minute()
  }
  await send('after')
  if (!atOnce) await minute()
  const answer = await post('/v1/decisions', { customerKeys: [one] })
  const [decision] = ((await answer.json()) as DecisionResponse).decisions
  if (decision?.status !== 'decided') return { facts: {}, stale: [], factsAsOf: decision?.status }
  const { facts, stale, factsAsOf } = decision
  const given = all.some(({ row }) => row.kind === 'customers')
  return { facts, stale, factsAsOf: given && factsAsOf }
}

const order = fc.shuffledSubarray(['one', 'two', 'three'], { minLength: 2 })

it('any split of the same rows over datasets, refreshes and batches gives the same facts as one dataset', async () => {
  const split = some('before', 'gone', 'refresh', 'after')
  await fc.assert(
    fc.asyncProperty(split, order, fc.boolean(), async (all, of, minutes) => {
      expect(await told(all, of, { minutes })).toEqual(await told(all, ['one']))
    }),
    { numRuns: 40 },
  )
}, 180_000)

it('of what was folded nothing is ever taken for known at once that is otherwise once all is folded', async () => {
  await fc.assert(
    fc.asyncProperty(some('before', 'gone', 'refresh'), order, async (all, of) => {
      const [now, then] = [await told(all, of, { atOnce: true }), await told(all, ['one'])]
      expect(then.facts).toMatchObject(now.facts)
    }),
    { numRuns: 40 },
  )
}, 180_000)
