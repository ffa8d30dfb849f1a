import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { EventsPage } from '../../../worker/contract/view.ts'
import { newestEvents } from '../../../worker/services/view/events-sql.ts'
import { scopeOf } from '../../../worker/services/view/sql.ts'
import { answered, now } from '../changes.ts'
import { addBase, call, customersDb, keyOf, planOf } from '../edge.ts'
import { clearBase, event, taken } from '../ingest.ts'
import { agoBy, publishViewed } from './playbook.ts'

const [one, fresh, other] = [keyOf(1), keyOf(2), keyOf(3)]

beforeAll(async () => {
  await publishViewed()
})
beforeEach(async () => {
  await clearBase('key_pair')
  for (const dataset of ['probe', 'second'])
    await addBase({ dataset, load: dataset, finishedAt: agoBy(1), customers: { [one]: {}, [other]: {} } })
})

async function page(key: string, query: Record<string, string> = {}): Promise<EventsPage> {
  const answer = await call(`/v1/customers/${key}/events?${new URLSearchParams(query)}`)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return EventsPage.parse(await answer.json())
}

async function all(key: string, query: Record<string, string>): Promise<EventsPage['events'][]> {
  const pages: EventsPage['events'][] = []
  for (let next: string | null = ''; next !== null; ) {
    const answer: EventsPage = await page(key, { ...query, ...(next && { before: next }) })
    expect(answer).toMatchObject({ customerKey: key, currency: 'CNY' })
    pages.push(answer.events)
    next = answer.next
  }
  return pages
}

const CHANNELS = ['app', 'phone', 'cards'] as const
const KINDS = ['credit', 'contact', 'undeclared'] as const

it('gives every event once, newest first, on pages of any size, by any filter, of both keys and all datasets', async () => {
  await env.CUSTOMERS.prepare('insert into key_pair values (?, ?, ?)').bind(one, fresh, 'r').run()
  const moment = fc.constantFrom('2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-19T23:59:59.999Z')
  const stored = fc.record({
    customerKey: fc.constantFrom(one, fresh, other),
    at: moment,
    channel: fc.constantFrom(...CHANNELS),
    kind: fc.constantFrom(...KINDS),
    dataset: fc.constantFrom('probe', 'second'),
    id: fc.constantFrom('a', 'b', 'c-1', 'c-10', 'c:2', 'd.d', 'e_e'),
  })
  const asked = fc.record({
    limit: fc.integer({ min: 1, max: 7 }),
    channels: fc.subarray([...CHANNELS]),
    kinds: fc.subarray([...KINDS]),
    key: fc.constantFrom(one, fresh),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(stored, { maxLength: 24 }),
      asked,
      async (events, { limit, channels, kinds, key }) => {
        await env.CUSTOMERS.prepare('delete from event').run()
        const distinct = [...new Map(events.map((row) => [`${row.dataset} ${row.id}`, row])).values()]
        for (const dataset of ['probe', 'second']) {
          const own = distinct.filter((row) => row.dataset === dataset)
          await taken(
            'events',
            own.map(({ dataset: _, ...row }) => event(row)),
            { dataset },
          )
        }
        const query = {
          ...(channels.length && { channels: channels.join() }),
          ...(kinds.length && { kinds: kinds.join() }),
          limit: String(limit),
        }
        const pages = await all(key, query)
        const wanted = distinct.filter(
          (row) =>
            row.customerKey !== other &&
            (!channels.length || channels.includes(row.channel)) &&
            (!kinds.length || kinds.includes(row.kind)),
        )
        const order = wanted
          .map(({ at, id }) => `${at} ${id}`)
          .toSorted()
          .toReversed()
        const got = pages.flat().map(({ at, dayOnly, id }) => `${dayOnly ? '2026-11-20' : at} ${id}`)
        expect(got).toEqual(order)
        expect(pages.slice(0, -1).every((events) => events.length === limit)).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})

it('shows of an event what the playbook declares, and of an undeclared kind its name alone', async () => {
  await taken('events', [
    event({ id: 'x', at: '2026-11-20', kind: 'credit', amount: 5, detail: { balance: 7, purpose: 'UROK' } }),
    event({ id: 'y', at: '2026-11-19', kind: 'undeclared', amount: null, detail: { balance: 7 } }),
    event({ id: 'z', at: '2026-11-18T01:00:00Z', kind: 'contact', detail: { voice: 'print', seconds: 9 } }),
  ])
  expect((await page(one)).events).toEqual([
    {
      id: 'x',
      at: '2026-11-19T16:00:00.000Z',
      dayOnly: true,
      channel: 'app',
      kind: 'credit',
      amount: 5,
      detail: { balance: 7 },
    },
    {
      id: 'y',
      at: '2026-11-18T16:00:00.000Z',
      dayOnly: true,
      channel: 'app',
      kind: 'undeclared',
      amount: null,
      detail: {},
    },
    {
      id: 'z',
      at: '2026-11-18T01:00:00.000Z',
      channel: 'app',
      kind: 'contact',
      amount: 100,
      detail: { seconds: 9 },
    },
  ])
})

it('refuses what cannot be answered, in words', async () => {
  await taken('moves', [{ id: 'm', oldKey: one, newKey: other, kind: 'merged', at: now() }])
  const problem = async (path: string) => answered(await call(`/v1/customers/${path}`))
  expect(await problem(`${one}/events`)).toBe('customer-moved')
  expect(await problem(`${keyOf(9)}/events`)).toBe('no-such-customer')
  for (const before of ['x', btoa('["a"]'), btoa('{}'), '%F0%9F'])
    expect(await problem(`${other}/events?before=${before}`)).toBe('page-refused')
  for (const query of ['limit=0', 'limit=201', 'channels=fax', 'kinds=A'])
    expect(await problem(`${other}/events?${query}`)).toBe('body-refused')
})

it('walks the index by customer and moment backwards, and never a load', async () => {
  const scope = scopeOf(one, new Date(), 'Asia/Shanghai')
  const before = { at: '2026-11-20', id: 'a', load: 'probe' }
  const plan = await planOf(newestEvents(customersDb, scope, { before, limit: 50 }))
  expect(plan.match(/SEARCH e USING INDEX event_customer \(customer_key=\? AND at<\?\)/g)).toHaveLength(3)
  expect(plan).not.toMatch(/SCAN e|event_1/)
  expect(plan.match(/LAST .*OF ORDER BY/g)).toHaveLength(3)
})
