import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Attribute } from '../../worker/contract/catalogue.ts'
import type { DecisionResponse } from '../../worker/contract/decision.ts'
import { Feed } from '../../worker/contract/feed.ts'
import { everyMinute } from '../../worker/jobs/every-minute.ts'
import { keepFeed } from '../../worker/jobs/keep-feed.ts'
import { retireSome } from '../../worker/services/loads/retire.ts'
import { addBase, call, databases, keyOf, newRowId, playbook, post, publishPlaybook } from './edge.ts'
import { adminHeaders, clearBase, event, rows, taken } from './ingest.ts'

const label = (name: string) => ({ zh: name, en: name })
const counting = (name: string, kind: string) =>
  Attribute.parse({
    ...{ name, type: 'int', label: label(name), sensitivity: 'C1', channel: 'core', freshDays: 2 },
    fold: { op: 'count', kinds: [kind], withinDays: 365 },
  })
const catalogue = [...playbook.catalogue, counting('debits', 'debit'), counting('calls', 'contact')]

const now = Date.now()
const ago = (days: number) => new Date(now - days * 86_400_000).toISOString()
const day = (days: number) => ago(days).slice(0, 10)

const noted = () =>
  rows("select load_id || ' ' || kind || ' ' || day as day, rows from event_day order by 1").then((all) =>
    all.map((row) => `${row.day} ${row.rows}`),
  )
/** Facts are made from events, and the edge looks whether kinds have stopped. */
async function minute(): Promise<void> {
  await everyMinute(env, new Date())
  await keepFeed(databases, new Date(Math.floor(now / 600_000) * 600_000))
}
const decide = async () =>
  ((await (await post('/v1/decisions', { customerKeys: [keyOf(1)] })).json()) as DecisionResponse)
    .decisions[0]
const feed = async () => Feed.parse(await (await call('/v1/ingest', { headers: adminHeaders })).json())

beforeAll(async () => {
  await publishPlaybook({
    catalogue,
    events: [{ ...playbook.events[0], kind: 'debit', label: label('Debit') }] as never,
  })
})
beforeEach(async () => {
  await clearBase()
  await addBase({ dataset: 'probe', load: 'live', finishedAt: ago(400), customers: { [keyOf(1)]: {} } })
})

const debit = (part: object) => event({ kind: 'debit', ...part })
const contact = (part: object) => event({ kind: 'contact', channel: 'phone', amount: null, ...part })

describe('days on which events happened', () => {
  it('are counted by kind with the batch that brought them, of kinds that are declared', async () => {
    const batch = [
      debit({ id: 'a', at: '2026-11-20T23:59:59+08:00' }),
      debit({ id: 'b', at: '2026-11-21T07:59:59+08:00' }),
      debit({ id: 'c', at: '2026-11-21' }),
      contact({ at: '2026-11-20' }),
      event({ kind: 'rebate', at: '2026-11-20' }),
      '{',
    ]
    const id = newRowId()
    await taken('events', batch, { id })
    const told = ['live contact 2026-11-20 1', 'live debit 2026-11-20 2', 'live debit 2026-11-21 1']
    expect(await noted()).toEqual(told)
    await taken('events', batch, { id })
    expect(await noted()).toEqual(told)
    await taken('events', [...batch, debit({ at: '2026-11-21' })])
    expect(await noted()).toEqual([...told.slice(0, 2), 'live debit 2026-11-21 2'])
  })

  it('count an event once, however often it is corrected or sent', async () => {
    const a = debit({ id: 'a', at: '2026-11-20' })
    await taken('events', [a, { ...a, amount: 1 }, { ...a, at: '2026-11-21' }])
    const told = ['live debit 2026-11-20 0', 'live debit 2026-11-21 1']
    expect(await noted()).toEqual(told)
    await taken('events', [{ ...a, at: '2026-11-21', amount: 10_000 }])
    expect(await noted()).toEqual(told)
  })

  it('are all there after a batch that broke off was sent again', async () => {
    const id = newRowId()
    const batch = [debit({ id: 'a', at: '2026-11-20' }), debit({ id: 'b', at: '2026-11-21' })]
    await taken('events', batch, { id })
    await env.CUSTOMERS.batch(
      ['ingest_batch', 'event_day', 'feed_tally'].map((table) =>
        env.CUSTOMERS.prepare(`delete from ${table}`),
      ),
    )
    await taken('events', batch, { id })
    expect(await noted()).toEqual(['live debit 2026-11-20 0', 'live debit 2026-11-21 0'])
  })

  it('are of their load, and go with it', async () => {
    await taken('events', [debit({ at: '2026-11-20' })], { load: 'next' })
    await taken('events', [debit({ at: '2026-11-21' })])
    expect(await noted()).toEqual(['live debit 2026-11-21 1', 'probe/next debit 2026-11-20 1'])
    await post('/v1/ingest/loads/next/discard', { dataset: 'probe' }, adminHeaders)
    const [first] = databases.customers
    if (first) while (await retireSome(first, 'probe/next', new Date()));
    expect(await noted()).toEqual(['live debit 2026-11-21 1'])
  })
})

const daily = (from: number, until: number) =>
  Array.from({ length: from - until + 1 }, (_, at) => debit({ at: day(from - at) }))

describe('a kind of event that came each day and comes no more', () => {
  it('is unknown to decisions and named on the page, whatever else comes, until it comes again', async () => {
    await taken('events', [...daily(100, 7), contact({ at: day(40) })])
    await taken('events', [contact({ at: ago(0.1) })])
    await minute()
    expect(await decide()).toMatchObject({
      ...{ facts: { calls: 2 }, stale: ['debits'] },
      staleSince: { debits: `${day(7)}T00:00:00.000Z` },
    })
    const [told] = (await feed()).datasets
    expect(told?.attributes).toMatchObject([
      { name: 'debits', silent: true, stale: 1 },
      { name: 'calls', silent: false, stale: 0 },
    ])
    expect(told?.kinds.map(({ kind, label: { en }, last, stopped }) => [kind, en, last, stopped])).toEqual([
      ['contact', 'contact', day(0.1), null],
      ['debit', 'Debit', day(7), { gap: 1 }],
    ])
    expect(told?.kinds[1]?.days).toEqual(Array.from({ length: 90 }, (_, at) => (at < 83 ? 1 : null)))
    await taken('events', [debit({ at: ago(0.1) })])
    await minute()
    expect(await decide()).toMatchObject({ facts: { debits: 95 }, stale: [] })
    expect((await feed()).datasets[0]?.kinds[1]?.stopped).toBeNull()
  })

  it('is rested on while it may only be late, or came too little to tell', async () => {
    await taken('events', [...daily(100, 5), contact({ at: day(80) }), contact({ at: ago(0.1) })])
    await minute()
    expect(await decide()).toMatchObject({ facts: { calls: 2, debits: 96 }, stale: [] })
    await clearBase()
    await addBase({ dataset: 'probe', load: 'live', finishedAt: ago(400), customers: { [keyOf(1)]: {} } })
    await taken('events', [...daily(80, 52), contact({ at: ago(0.1) })])
    await minute()
    expect(await decide()).toMatchObject({ facts: { calls: 1, debits: 29 }, stale: [] })
  })

  it('in history is over', async () => {
    await taken('events', [...daily(160, 60), contact({ at: ago(0.1) })])
    await env.CUSTOMERS.prepare('update dataset set as_of = ?').bind(ago(0)).run()
    await minute()
    expect(await rows('select late_kinds from dataset')).toEqual([{ late_kinds: null }])
    const [told] = (await feed()).datasets
    expect(told?.kinds.map(({ stopped }) => stopped)).toEqual([null, null])
  })
})

describe('a feed of which only old events come', () => {
  it('is heard again when a batch that broke off comes again, and not when one is repeated that did not', async () => {
    const said = () =>
      rows(`select coalesce(events_at, '') as events, (select last_at from feed_tally) as last from dataset`)
    await taken('events', [debit({ at: day(80) })])
    const before = await said()
    const batch = [debit({ id: 'a', at: day(5) }), debit({ id: 'b', at: ago(0.1) })]
    await taken('events', batch)
    const forget = [
      'delete from ingest_batch',
      'delete from event_day where day > ?',
      'update dataset set events_at = ?',
    ]
    await env.CUSTOMERS.batch(
      forget.map((sql, at) =>
        env.CUSTOMERS.prepare(sql).bind(...([[], [day(50)], [before[0]?.events]][at] as string[])),
      ),
    )
    await minute()
    expect(await decide()).toMatchObject({ stale: ['calls', 'debits'] })
    await taken('events', batch)
    await minute()
    expect(await decide()).toMatchObject({ facts: { debits: 3 }, stale: [] })
    const after = await said()
    expect(String(after[0]?.events) > ago(0)).toBe(true)
    expect(after[0]?.last).toBe(after[0]?.events)
    await taken('events', batch)
    expect(await said()).toEqual(after)
  })

  it('is as silent as it was after a correction of one', async () => {
    await taken('events', [debit({ id: 'a', at: ago(80) })])
    await taken('events', [debit({ id: 'a', at: ago(79.99) })])
    await minute()
    expect(await decide()).toMatchObject({ facts: {}, stale: ['calls', 'debits'] })
    // What a bank sends two days late is what came today.
    await taken('events', [debit({ at: day(2) })])
    await minute()
    expect(await decide()).toMatchObject({ facts: { debits: 2 }, stale: [] })
  })

  it('is so after a full refresh with them alone', async () => {
    const refreshed = async (load: string, events: object[]) => {
      await taken('customers', [{ customerKey: keyOf(1), at: ago(1), facts: { age: 40 } }], { load })
      await taken('events', events, { load })
      await minute()
      const counts = { dataset: 'probe', currency: 'CNY', customers: 1, events: events.length }
      expect((await post(`/v1/ingest/loads/${load}/finish`, counts, adminHeaders)).status).toBe(200)
      await minute()
      return decide()
    }
    expect(await refreshed('old', daily(160, 60))).toMatchObject({ facts: { age: 40 }, stale: ['debits'] })
    expect(await refreshed('new', daily(80, 1))).toMatchObject({ facts: { age: 40, debits: 80 }, stale: [] })
  })
})
