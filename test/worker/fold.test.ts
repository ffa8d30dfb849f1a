import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import catalogue from '../../db/packs/catalogue.json'
import { Attribute, type Fold } from '../../worker/contract/catalogue.ts'
import { wordsOf } from '../../worker/services/facts/fold-words.ts'
import { freshFacts } from '../../worker/services/facts/fresh.ts'
import { refold, zoneDay } from '../../worker/services/facts/refold.ts'
import { addBase, customersDb as db, keyOf } from './edge.ts'
import { type FoldEvent, foldPlainly } from './fold-reference.ts'
import { rows } from './ingest.ts'

const shipped = catalogue.map((one) => Attribute.parse(one)).filter(({ fold }) => fold !== undefined)
const label = { zh: '试', en: 'probe' }
const made = (name: string, type: 'int' | 'money' | 'string' | 'date' | 'bool', fold: Fold): Attribute =>
  Attribute.parse({ name, type, label, sensitivity: 'C1', channel: 'core', fold })
const more = [
  made('days_quiet', 'int', { op: 'since' }),
  made('first_kind', 'string', { op: 'first', of: 'kind', channels: ['app', 'web'] }),
  made('last_till', 'int', { op: 'last', of: 'detail.till', withinDays: 30 }),
  made('last_agreed', 'bool', { op: 'last', of: 'detail.agreed' }),
  made('largest', 'money', { op: 'max', of: 'amount', kinds: ['debit'] }),
  made('smallest', 'money', { op: 'min', of: 'amount', withinDays: 90 }),
  made('tills', 'int', { op: 'sum', of: 'detail.till' }),
]
const rules = { catalogue: [...shipped, ...more], timeZone: 'Asia/Shanghai' }
const AS_OF = '2026-03-31T04:00:00.000Z'

beforeEach(async () => {
  const tables = ['dataset', 'load', 'customer', 'event', 'dirty_customer']
  await env.CUSTOMERS.batch(tables.map((table) => env.CUSTOMERS.prepare(`delete from ${table}`)))
})

const at = fc.oneof(
  // Often the same day, so that the id decides.
  fc.constantFrom('2026-03-20', '2026-03-21'),
  fc
    .integer({ min: 0, max: 150 })
    .map((days) => new Date(Date.parse('2025-11-15') + days * 86_400_000).toISOString().slice(0, 10)),
  fc
    .date({ min: new Date('2025-11-15'), max: new Date('2026-04-10'), noInvalidDate: true })
    .map((date) => date.toISOString()),
)
const detail = fc.record(
  {
    complaint: fc.constantFrom('c1', 'c2'),
    matter: fc.constantFrom('fee', '收费 "含引号"', 'service'),
    till: fc.integer({ min: -3, max: 9 }),
    agreed: fc.boolean(),
  },
  { requiredKeys: [] },
)
const someEvent = fc.record({
  at,
  channel: fc.constantFrom('app', 'web', 'phone', 'counter', 'cards'),
  kind: fc.constantFrom(
    'credit',
    'debit',
    'entry',
    'contact',
    'campaign_call',
    'complaint_opened',
    'complaint_extended',
    'complaint_closed',
    'complaint_opened',
    'complaint_closed',
    'other',
  ),
  amount: fc.option(fc.integer({ min: -500, max: 100_000 })),
  detail: fc.option(detail),
})

const store = async (events: FoldEvent[], key: string) => {
  const json = JSON.stringify(
    events.map((one) => ({ ...one, detail: one.detail && JSON.stringify(one.detail) })),
  )
  await env.CUSTOMERS.batch([
    env.CUSTOMERS.prepare(
      `insert into event (load_id, id, customer_key, at, channel, kind, amount, detail)
      select 'l', value ->> 'id', ?2, value ->> 'at', value ->> 'channel', value ->> 'kind', value ->> 'amount', value ->> 'detail'
      from json_each(?1)`,
    ).bind(json, key),
    env.CUSTOMERS.prepare('insert into dirty_customer values (?, ?, ?)').bind(
      'l',
      key,
      '2026-01-01T00:00:00.000Z',
    ),
  ])
}

it('SQL folds in one pass what the plain fold says of every attribute', async () => {
  await addBase({ dataset: 'd', load: 'l', asOf: AS_OF, customers: {} })
  let n = 0
  const given = { complaint_matter: 'given', transactions: -1, age: 40 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(someEvent, { maxLength: 25 }), { minLength: 1, maxLength: 3 }),
      async (customers) => {
        const made = customers.map((events) => ({
          key: keyOf(++n),
          events: events.map(
            (one, i): FoldEvent => ({ ...one, id: `e${n}-${i}`, detail: one.detail as FoldEvent['detail'] }),
          ),
        }))
        for (const { key, events } of made) {
          await env.CUSTOMERS.prepare(
            `insert into customer (key, load_id, facts, facts_as_of) values (?, 'l', ?, ?)`,
          )
            .bind(key, JSON.stringify(given), AS_OF)
            .run()
          await store(events, key)
        }
        expect(
          await refold(db, { loadId: 'l', dataset: 'd', asOf: AS_OF, currency: 'CNY' }, rules, new Date()),
        ).toBe(made.length)
        for (const { key, events } of made) {
          const [row] = await rows('select facts, lineage from customer where key = ?', key)
          const expected: Record<string, unknown> = { ...given }
          const folded: string[] = []
          for (const attribute of rules.catalogue) {
            const value = foldPlainly(attribute, events, '2026-03-31', 480)
            if (value === undefined) continue
            folded.push(attribute.name)
            if (value === null) delete expected[attribute.name]
            else expected[attribute.name] = value
          }
          expect(JSON.parse(String(row?.facts))).toEqual(expected)
          expect(Object.keys(JSON.parse(String(row?.lineage ?? '{}'))).sort()).toEqual(folded.sort())
        }
        expect(await rows('select * from dirty_customer')).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

it('tells what rests on made-up events from what the bank sent', async () => {
  const complaint = (id: string, at: string, synthetic: boolean) => ({
    ...{ id, at, channel: 'phone', kind: 'complaint_opened', amount: null },
    detail: { complaint: id, ...(synthetic && { synthetic }) },
  })
  const contact = (id: string, at: string, synthetic: boolean) => ({
    ...complaint(id, at, synthetic),
    kind: 'contact',
  })
  await addBase({ dataset: 'd', load: 'l', asOf: AS_OF, customers: { [keyOf(1)]: {}, [keyOf(2)]: {} } })
  await store([complaint('a', '2026-03-20', false), contact('b', '2026-03-21', true)], keyOf(1))
  await store(
    [
      ...[complaint('c', '2026-03-19', true), complaint('d', '2026-03-20', false)],
      ...[contact('e', '2026-03-21', true), contact('f', '2026-03-22', false)],
    ],
    keyOf(2),
  )
  await refold(db, { loadId: 'l', dataset: 'd', asOf: AS_OF, currency: 'CNY' }, rules, new Date())
  const sources = async (key: string) => {
    const [row] = await rows('select lineage from customer where key = ?', key)
    const { complaint_opened_on: opened, last_contact_on: contacted } = JSON.parse(String(row?.lineage))
    return [opened.source, contacted.source]
  }
  expect(await sources(keyOf(1))).toEqual(['d', 'generator'])
  expect(await sources(keyOf(2))).toEqual(['generator', 'd'])
})

it('says in words how a fact was made', async () => {
  await addBase({ dataset: 'd', load: 'l', asOf: AS_OF, customers: { [keyOf(1)]: {} } })
  await store(
    [{ id: 'a', at: '2026-03-20', channel: 'app', kind: 'credit', amount: 5, detail: null }],
    keyOf(1),
  )
  await refold(db, { loadId: 'l', dataset: 'd', asOf: AS_OF, currency: 'CNY' }, rules, new Date())
  const [row] = await rows('select lineage from customer')
  expect(JSON.parse(String(row?.lineage)).amount_in_30d).toEqual({
    at: AS_OF,
    source: 'd',
    rule: 'sum amount credit 30d',
    // The days since the last event are others tomorrow.
    until: '2026-03-31T16:00:00.000Z',
  })
})

it('folds again on the day on which an event leaves a window, or one to come is there, and never without cause', async () => {
  const windows = { ...rules, catalogue: shipped }
  const fold = (moment: Date) =>
    refold(db, { loadId: 'l', dataset: 'd', asOf: null, currency: 'CNY' }, windows, moment)
  const start = new Date('2026-03-31T18:30:00.000Z')
  let n = 1000
  await fc.assert(
    fc.asyncProperty(fc.array(someEvent, { maxLength: 8 }), async (some) => {
      await env.CUSTOMERS.batch(
        ['dataset', 'load', 'customer', 'event', 'dirty_customer'].map((table) =>
          env.CUSTOMERS.prepare(`delete from ${table}`),
        ),
      )
      const key = keyOf(++n)
      await addBase({ dataset: 'd', load: 'l', customers: { [key]: {} } })
      const events = some.map(
        (one, i): FoldEvent => ({ ...one, id: `e${i}`, detail: one.detail as FoldEvent['detail'] }),
      )
      await store(events, key)
      await fold(start)
      // Each day at one in the morning at the bank, as the minute's job would.
      for (let days = 0; days < 110; days++) {
        const moment = new Date(start.getTime() - 5_400_000 + days * 86_400_000)
        const { day } = zoneDay(moment, rules.timeZone)
        const before = await rows('select since from dirty_customer')
        if (days > 0 && (before[0]?.since ?? '9') <= moment.toISOString()) await fold(moment)
        if (days % 3 === 0 || before.length > 0) {
          const [row] = await rows('select facts from customer')
          const facts = JSON.parse(String(row?.facts)) as Record<string, unknown>
          for (const attribute of shipped)
            expect([attribute.name, day, facts[attribute.name] ?? null]).toEqual([
              ...[attribute.name, day, foldPlainly(attribute, events, day, 480) ?? null],
            ])
        }
      }
      expect(await rows('select since from dirty_customer')).toEqual([])
    }),
    { numRuns: 12 },
  )
}, 120_000)

it('facts over days are as fresh on the day before they turn as on the first, and so are those that never do', async () => {
  const now = new Date('2026-03-31T18:30:00.000Z')
  await addBase({ dataset: 'd', load: 'l', customers: { [keyOf(1)]: {}, [keyOf(2)]: {} } })
  await store(
    [{ id: 'a', at: '2026-03-25', channel: 'app', kind: 'credit', amount: 5, detail: null }],
    keyOf(1),
  )
  await store(
    [{ id: 'b', at: '2025-03-05', channel: 'app', kind: 'credit', amount: 5, detail: null }],
    keyOf(2),
  )
  await refold(
    db,
    { loadId: 'l', dataset: 'd', asOf: null, currency: 'CNY' },
    { ...rules, catalogue: shipped },
    now,
  )
  const stale = async (key: string, asOf: string) => {
    const [row] = await rows('select facts, lineage from customer where key = ?', key)
    const kept = { facts: JSON.parse(String(row?.facts)), lineage: JSON.parse(String(row?.lineage)) }
    return Object.keys(freshFacts({ ...kept, factsAsOf: '2026-03-01T00:00:00.000Z', asOf }, shipped).stale)
  }
  expect(await stale(keyOf(1), '2026-04-23T00:00:00.000Z')).toEqual([])
  // It left the thirty days on 24 April; nobody folded since.
  expect(await stale(keyOf(1), '2026-04-27T00:00:00.000Z')).toContain('amount_in_30d')
  expect(await stale(keyOf(2), '2027-01-01T00:00:00.000Z')).toEqual([])
})

it('what is folded is no fresher than the last events that came, what was given is', () => {
  const entries = shipped.find(({ name }) => name === 'contacts_30d')
  if (!entries?.fold || !entries.freshDays) throw new Error('no such fold')
  const origin = { source: 'bank', until: '9999-12-30T00:00:00.000Z', at: AS_OF }
  const kept = {
    facts: { contacts_30d: 0, age: 40 },
    lineage: { contacts_30d: { ...origin, rule: wordsOf({ ...entries, fold: entries.fold }) } },
    ...{ factsAsOf: AS_OF, asOf: AS_OF },
  }
  const before = (days: number) => new Date(Date.parse(AS_OF) - days * 86_400_000).toISOString()
  const { freshDays } = entries
  const staleAt = (eventsAt: string | null) => freshFacts({ ...kept, eventsAt }, [entries]).stale
  expect(staleAt(before(freshDays + 1))).toEqual({ contacts_30d: before(freshDays + 1) })
  expect([staleAt(before(freshDays)), staleAt(AS_OF), staleAt(null)]).toEqual([{}, {}, {}])
})

it('rests on no fact that was folded by another rule than the catalogue has now', () => {
  const fold = (withinDays: number) => made('paid', 'money', { op: 'sum', of: 'amount', withinDays })
  const origin = { at: AS_OF, source: 'd', rule: 'sum amount 90d', until: '9999-12-31T00:00:00.000Z' }
  const kept = { facts: { paid: 5 }, lineage: { paid: origin }, factsAsOf: AS_OF, asOf: AS_OF }
  expect(freshFacts(kept, [fold(90)])).toEqual({ facts: { paid: 5 }, stale: {} })
  expect(freshFacts(kept, [fold(30)])).toEqual({ facts: {}, stale: { paid: AS_OF } })
  const { fold: _, ...given } = fold(30)
  expect(freshFacts(kept, [given]).stale).toEqual({ paid: AS_OF })
})

it.each([
  ['2026-03-31T15:59:59.000Z', 'Asia/Shanghai', { day: '2026-03-31', minutes: '+480', back: '-480' }],
  ['2026-03-31T16:00:00.000Z', 'Asia/Shanghai', { day: '2026-04-01', minutes: '+480', back: '-480' }],
  ['2026-01-01T03:00:00.000Z', 'America/New_York', { day: '2025-12-31', minutes: '-300', back: '+300' }],
])('knows the day of %s in %s', (moment, zone, day) => {
  expect(zoneDay(new Date(moment), zone)).toEqual(day)
})
