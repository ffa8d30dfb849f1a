import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Attribute } from '../../worker/contract/catalogue.ts'
import { Feed } from '../../worker/contract/feed.ts'
import { runSql } from '../../worker/services/database.ts'
import { lookSql, MOST_WAITING } from '../../worker/services/feed/queries.ts'
import { readFeed } from '../../worker/services/feed/read.ts'
import { retireSome } from '../../worker/services/loads/retire.ts'
import { addBase, call, databases, keyOf, newRowId, playbook, post, publishPlaybook } from './edge.ts'
import { adminHeaders, clearBase, event, rows, sendBatch, taken } from './ingest.ts'

const NOW = '2026-11-26T00:00:00.000Z'
const DAY = 86_400_000
const ago = (days: number) => new Date(Date.parse(NOW) - days * DAY).toISOString()

const attribute = (name: string, part: object = {}) =>
  Attribute.parse({
    ...{ name, type: 'int', label: { zh: name, en: name }, sensitivity: 'C1', channel: 'core' },
    ...part,
  })
const catalogue = [
  attribute('age', { max: 130 }),
  attribute('held', { type: 'holdings' }),
  attribute('grade', { freshDays: 30 }),
  attribute('region', { freshDays: 365 }),
  attribute('entries', {
    freshDays: 3,
    fold: { op: 'count', kinds: ['credit'], withinDays: 90 },
  }),
  attribute('entries_ever', { fold: { op: 'count', kinds: ['credit'] } }),
]

const feed = async (): Promise<Feed> =>
  Feed.parse(await (await call('/v1/ingest', { headers: adminHeaders })).json())
/** As it stands at a moment of these tests. */
const feedAt = (at = NOW) => readFeed(databases, { catalogue, events: [] }, new Date(at))
const only = ({ datasets: [one] }: Feed) => one

beforeAll(async () => {
  await publishPlaybook({ catalogue })
})
beforeEach(() => clearBase())

const base = (customers = {}, part: object = {}) =>
  addBase({ dataset: 'probe', load: 'live', finishedAt: ago(10), customers, ...part })

/** Events last came so many days ago. */
async function came(days: number, dataset = 'probe'): Promise<void> {
  const loads = '(select live_load from dataset where id = ?2)'
  await env.CUSTOMERS.batch([
    env.CUSTOMERS.prepare(`update feed_tally set last_at = ?1 where load_id in ${loads}`).bind(
      ago(days),
      dataset,
    ),
    env.CUSTOMERS.prepare('update dataset set events_at = ?1 where id = ?2').bind(ago(days), dataset),
  ])
}

/** Sixty, in which nothing is wrong, after all others. */
async function addBatches(dataset: string, kind: string): Promise<void> {
  const report = '{"problems":[],"undeclared":[],"outOfBounds":[],"rowsIn":0,"taken":0,"known":0,"refused":0}'
  const row = (n: number) =>
    env.CUSTOMERS.prepare("insert into ingest_batch values (?, ?, 'o', ?, 'x', ?, ?, null)").bind(
      ...[`${dataset}-${kind}-${n}`, dataset, kind, '2999-01-01T00:00:00.000Z', report],
    )
  await env.CUSTOMERS.batch(Array.from({ length: 60 }, (_, n) => row(n)))
}

describe('nothing was sent', () => {
  it('says so', async () => {
    expect(await feed()).toMatchObject({
      ...{ datasets: [], filling: [], batches: [], problems: [], drift: [] },
      waiting: { customers: 0, more: false },
    })
  })
})

describe('a dataset', () => {
  it('tells how old its facts are against their limits, the oldest first, and how many are too old', async () => {
    await base()
    const facts = (n: number, days: number) =>
      env.CUSTOMERS.prepare(
        'insert into customer (key, load_id, facts, facts_as_of, lineage) values (?, ?, ?, ?, ?)',
      ).bind(
        keyOf(n),
        'live',
        '{"age":40,"grade":3,"region":7}',
        ago(100),
        JSON.stringify({ grade: { at: ago(days), source: 'crm', rule: 'given' } }),
      )
    await env.CUSTOMERS.batch([facts(1, 10), facts(2, 40), facts(3, 50)])
    expect(only(await feedAt())).toEqual({
      ...{ dataset: 'probe', currency: 'CNY', asOf: null, load: 'live', liveSince: ago(10) },
      ...{ lastAt: ago(10), counted: null, since: [], lookedAt: 3 },
      attributes: [
        { name: 'grade', freshDays: 30, medianDays: 40, customers: 3, stale: 2, silent: false },
        { name: 'region', freshDays: 365, medianDays: 100, customers: 3, stale: 0, silent: false },
      ],
      ...{ refusedIn: [], lost: [], quietAfter: 30, kinds: [] },
    })
  })

  it('of history is as old as it was at its own moment', async () => {
    await base({ [keyOf(1)]: { grade: 3 } }, { asOf: '2026-01-05T00:00:00.000Z' })
    expect(only(await feedAt())?.attributes).toEqual([
      { name: 'grade', freshDays: 30, medianDays: 4, customers: 1, stale: 0, silent: false },
    ])
  })

  it('what is folded over days is fresh until the first of them leaves', async () => {
    await base({}, { finishedAt: ago(1) })
    const lineage = { at: ago(20), source: 'probe', rule: 'count credit 90d', until: ago(1) }
    await env.CUSTOMERS.prepare(
      "insert into customer (key, load_id, facts, facts_as_of, lineage) values (?, 'live', ?, ?, ?)",
    )
      .bind(keyOf(1), '{"entries":2}', ago(20), JSON.stringify({ entries: lineage }))
      .run()
    expect(only(await feedAt())?.attributes).toMatchObject([{ name: 'entries', medianDays: 1, stale: 0 }])
    const [later] = only(await feedAt(new Date(Date.parse(NOW) + 5 * DAY).toISOString()))?.attributes ?? []
    expect(later).toMatchObject({ medianDays: 6, stale: 1 })
  })

  it('what is folded is as old as the last events that came, however often it is folded', async () => {
    await base({}, { finishedAt: ago(200) })
    const never = { at: ago(0), source: 'probe', rule: 'count credit 90d', until: '9999-01-01T00:00:00.000Z' }
    const lineage = JSON.stringify({
      ...{ entries: never, entries_ever: { ...never, rule: 'count credit' } },
      grade: { at: ago(1), source: 'probe', rule: 'given' },
    })
    await env.CUSTOMERS.prepare(
      `insert into customer (key, load_id, facts, facts_as_of, lineage) values (?, 'live', '{"entries":0,"grade":1,"entries_ever":5}', ?, ?)`,
    )
      .bind(keyOf(1), ago(1), lineage)
      .run()
    const stopped = async (days: number, dataset = 'probe') => {
      await taken('events', [event({ at: ago(95) })], { dataset })
      await came(days)
      return (await feedAt()).datasets.find((one) => one.dataset === 'probe')
    }
    expect(await stopped(60)).toMatchObject({
      ...{ lastAt: ago(60), quietAfter: 3 },
      attributes: [
        { name: 'entries', medianDays: 60, customers: 1, stale: 1, silent: true },
        // It has no limit of its own, and stands here while nothing is heard.
        { name: 'entries_ever', freshDays: 3, medianDays: 60, stale: 1, silent: true },
        { name: 'grade', medianDays: 1, stale: 0, silent: false },
      ],
    })
    expect((await stopped(3))?.attributes[0]).toMatchObject({ medianDays: 3, stale: 0, silent: false })
    // What is known already, or cannot be taken, is nothing new.
    await taken('events', [event({ id: 'old' })])
    await came(60)
    await taken('events', [event({ id: 'old' }), '{'])
    expect(only(await feedAt())?.lastAt).toBe(ago(60))
    // On a day without events a batch without rows says so.
    await taken('events', [])
    expect(only(await feedAt())?.attributes).toMatchObject([
      { name: 'grade' },
      { medianDays: 0, silent: false },
    ])
    // Facts are made from the events of every dataset of the base.
    await came(60)
    await addBase({ dataset: 'cards', load: 'cards-live', finishedAt: ago(100), customers: {} })
    await taken('events', [event()], { dataset: 'cards' })
    await came(2, 'cards')
    const both = (await feedAt()).datasets
    expect(both.find((one) => one.dataset === 'probe')?.attributes[0]).toMatchObject({
      ...{ name: 'entries', medianDays: 2, silent: false },
    })
    expect(both.find((one) => one.dataset === 'cards')).toMatchObject({ attributes: [], quietAfter: 3 })
  })

  it('the first batch after it went live counts as something that came, unless nothing of it could be taken', async () => {
    const lastAt = async () => (await feedAt()).datasets.find(({ dataset }) => dataset === 'probe')?.lastAt
    const first = async (kind: 'events' | 'customers', rows: unknown[]) => {
      await clearBase()
      await base({ [keyOf(1)]: { grade: 1 } })
      await taken(kind, rows)
      return (await lastAt()) !== ago(10)
    }
    const stated = [{ customerKey: keyOf(1), at: ago(12), facts: { grade: 2 } }]
    expect(await first('events', ['{', '{'])).toBe(false)
    expect(await first('customers', ['{'])).toBe(false)
    expect(await first('customers', [...stated, '{'])).toBe(true)
    expect(await first('events', [event(), '{'])).toBe(true)
    expect(await first('events', [])).toBe(true)
    // A balance that is sent again as it was says that it still is so.
    await taken('customers', stated)
    await env.CUSTOMERS.prepare('update feed_tally set last_at = ?').bind(ago(60)).run()
    await taken('customers', ['{'])
    expect(await lastAt()).toBe(ago(10))
    expect(await taken('customers', stated)).toMatchObject({ known: 1, taken: 0 })
    expect(await lastAt()).not.toBe(ago(10))
  })

  it('of numbers alone is not called quiet by what is made from events', async () => {
    await base()
    await addBase({ dataset: 'links', load: 'links-live', finishedAt: ago(5), customers: {} })
    const quiet = async () =>
      Object.fromEntries((await feedAt()).datasets.map((one) => [one.dataset, one.quietAfter]))
    expect(await quiet()).toEqual({ links: 30, probe: 30 })
    await taken('events', [event()])
    expect(await quiet()).toEqual({ links: 30, probe: 3 })
  })

  it('names the files of which the importer refused rows', async () => {
    await base({ [keyOf(1)]: { grade: 1 } })
    const files = [
      { file: 'b.csv', rowsIn: 10, taken: 10, refused: 0 },
      { file: 'a.csv', rowsIn: 5000, taken: 1, refused: 4999 },
    ]
    await env.CUSTOMERS.prepare('update load set summary = ?')
      .bind(JSON.stringify({ customers: 1, events: 0, files }))
      .run()
    expect(only(await feedAt())?.refusedIn).toEqual([{ file: 'a.csv', rowsIn: 5000, refused: 4999 }])
  })

  it('names attributes that a load before had and nobody has any more, until somebody has', async () => {
    const given = (n: number, facts: object) => ({ customerKey: keyOf(n), at: ago(3), facts })
    const refreshed = async (rows: object[], dataset = 'probe') => {
      const load = newRowId()
      await taken('customers', rows, { load, dataset })
      const counts = { dataset, currency: 'CNY', customers: rows.length, events: 0, identifiers: 0 }
      expect((await post(`/v1/ingest/loads/${load}/finish`, counts, adminHeaders)).status).toBe(200)
      return (await feed()).datasets.find((one) => one.dataset === 'probe')
    }
    const ids = Array.from({ length: 30 }, (_, n) => n + 1)
    const all = { grade: 3, age: 40, region: 7 }
    const whole = ids.map((n) => given(n, n === 1 ? all : { grade: 3, age: 40 }))
    expect((await refreshed(whole))?.lost).toEqual([])
    // Region had one in thirty: that may be missing by chance.
    const without = ids.map((n) => given(n, { age: 40 }))
    expect(await refreshed(without)).toMatchObject({ lost: ['grade'], attributes: [] })
    expect((await refreshed(without))?.lost).toEqual(['grade'])
    expect((await refreshed([given(1, { grade: 2 })], 'scores'))?.lost).toEqual([])
    await env.CUSTOMERS.prepare('delete from customer where key = ?').bind(keyOf(1)).run()
    expect(only(await feed())?.lost).toEqual(['grade'])
    expect((await refreshed(whole))?.lost).toEqual([])
  })

  it('says what was counted when it went live, and what came since', async () => {
    const load = newRowId()
    const refreshed = [{ customerKey: keyOf(1), at: ago(3), facts: { grade: 2 } }]
    await taken('customers', refreshed, { load })
    await taken('events', [event({ customerKey: null })], { load })
    const counts = { dataset: 'probe', currency: 'CNY', customers: 1, events: 1 }
    const ended = await post(`/v1/ingest/loads/${load}/finish`, counts, adminHeaders)
    expect(ended.status).toBe(200)
    const fresh = await feed()
    expect(only(fresh)).toMatchObject({ counted: { customers: 1, events: 1, identifiers: 0 }, since: [] })
    expect(only(fresh)?.lastAt).toBe(only(fresh)?.liveSince)
    await taken('events', [event(), event(), '{'])
    await taken('events', [event()])
    const later = only(await feed())
    expect(later?.since).toMatchObject([{ kind: 'events', batches: 2, rowsIn: 4, taken: 3, refused: 1 }])
    expect(later?.lastAt).toBe(later?.since[0]?.lastAt)
  })

  it('a batch that was sent again is counted once', async () => {
    await base()
    const id = newRowId()
    const again = () => taken('events', [event({ id: 'same' })], { id })
    await Promise.all([again(), again()])
    await again()
    expect(only(await feed())?.since).toMatchObject([{ batches: 1, taken: 1 }])
  })
})

describe('a load that is being filled', () => {
  it('says since when, how many rows came and when the last did; given up, it is gone', async () => {
    await taken('customers', [{ customerKey: keyOf(1), at: ago(3), facts: { grade: 2 } }], {
      load: 'next',
    })
    await taken('events', [event(), event(), '[]'], { load: 'next' })
    const [filling] = (await feed()).filling
    expect(filling).toMatchObject({
      ...{ dataset: 'probe', load: 'probe/next', halfLive: false },
      rows: [
        { kind: 'customers', batches: 1, taken: 1, refused: 0 },
        { kind: 'events', batches: 1, rowsIn: 3, taken: 2, refused: 1 },
      ],
    })
    expect(filling?.lastAt).toBe(filling?.rows[1]?.lastAt)
    await post('/v1/ingest/loads/next/discard', { dataset: 'probe' }, adminHeaders)
    expect((await feed()).filling).toEqual([])
  })

  it('by the importer, that sends no batches, stands there without rows', async () => {
    await addBase({ dataset: 'probe', load: 'of-files', live: false, customers: {} })
    expect((await feed()).filling).toMatchObject([{ load: 'of-files', rows: [], lastAt: null }])
  })
})

describe('refused rows', () => {
  it('are counted by reason, all of them, with the first line of the latest batch', async () => {
    await base()
    const customer = (facts: object) => ({ customerKey: keyOf(1), at: ago(3), facts })
    const wrong = Array.from({ length: 150 }, () => customer({ grade: 'three' }))
    await taken('customers', [customer({ grade: 3 }), ...wrong, '{'])
    const id = newRowId()
    await taken('customers', ['{', customer({ grade: 'x' })], { id })
    const events = newRowId()
    await taken('events', [event(), event(), '{'], { id: events })
    const { problems } = await feed()
    expect(problems).toMatchObject([
      {
        dataset: 'probe',
        kind: 'customers',
        batch: id,
        code: 'bad-fact',
        member: 'grade',
        rows: 151,
        line: 2,
      },
      { dataset: 'probe', kind: 'customers', batch: id, code: 'not-json', member: '', rows: 2, line: 1 },
      { dataset: 'probe', kind: 'events', batch: events, code: 'not-json', member: '', rows: 1, line: 3 },
    ])
    expect(problems[0]?.remedy.en).toContain('Correct it at its source')
  })

  it('are told for a month', async () => {
    await base()
    await taken('events', ['{'])
    const age = (days: number) =>
      env.CUSTOMERS.prepare('update ingest_batch set received_at = ?').bind(ago(days)).run()
    await age(29)
    expect((await feedAt()).problems).toHaveLength(1)
    await age(31)
    expect((await feedAt()).problems).toEqual([])
  })

  it('of each dataset come from its newest batches, however many others there are', async () => {
    await base()
    await taken('events', ['{'])
    await addBatches('other', 'events')
    const { problems, batches } = await feed()
    expect(problems).toMatchObject([{ dataset: 'probe', code: 'not-json' }])
    expect(batches).toHaveLength(20)
  })

  it('of customers are not pushed out by batches of events', async () => {
    await base()
    await sendBatch('customers', [{ customerKey: keyOf(1), at: 'yesterday', facts: { shoe_size: 44 } }, '{'])
    await taken('customers', [{ customerKey: keyOf(1), at: ago(1), facts: { grade: 1, shoe_size: 44 } }])
    await addBatches('probe', 'events')
    const { problems, drift } = await feed()
    expect(problems.map(({ kind, code }) => [kind, code])).toEqual([
      ['customers', 'bad-member'],
      ['customers', 'not-json'],
    ])
    expect(drift).toMatchObject([{ kind: 'customers', name: 'shoe_size' }])
    await addBatches('probe', 'customers')
    expect((await feed()).problems).toEqual([])
  })
})

it('names what was sent and is not as declared, until it is, and never a value', async () => {
  await base()
  const secret = 'Zhang San'
  const name = { zh: '基金', en: 'Fund' }
  const held = [{ code: 'J1', name, kind: 'fund', grade: 2, amount: 5, owner: secret }]
  const facts = { grade: 1, age: 999_999, shoe_size: 44, height: 170_170, held }
  await taken('customers', [{ customerKey: keyOf(1), at: ago(3), facts, note: secret }])
  await taken('events', [event({ kind: 'rebate', detail: { payee: secret } }), event({ amount: -977_977 })])
  const answer = await call('/v1/ingest', { headers: adminHeaders })
  const text = await answer.text()
  for (const one of [secret, '999999', '977977', '170170', keyOf(1)]) expect(text).not.toContain(one)
  const named = (drift: Feed['drift']) =>
    drift.map(({ what, name, rows }) => `${what} ${name} ${rows}`).sort()
  expect(named(Feed.parse(JSON.parse(text)).drift)).toEqual([
    'amount amount 1',
    'attribute height 1',
    'attribute shoe_size 1',
    'event-kind rebate 1',
    'member facts.held.owner 1',
    'member note 1',
    'value age 1',
  ])
  await publishPlaybook({
    catalogue: [...catalogue, attribute('height')],
    events: [{ ...playbook.events[0], kind: 'rebate', label: { zh: '返现', en: 'Rebate' } }] as never,
  })
  const declared = named((await feed()).drift)
  await publishPlaybook({ catalogue })
  expect(declared).toEqual([
    ...['amount amount 1', 'attribute shoe_size 1', 'member facts.held.owner 1'],
    ...['member note 1', 'value age 1'],
  ])
  for (const table of ['customer', 'fact_change'])
    expect(JSON.stringify(await rows(`select * from ${table}`))).not.toContain(secret)
})

it('counts waiting customers up to a bound', async () => {
  await env.CUSTOMERS.prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i <= ${MOST_WAITING + 5})
    insert into dirty_customer select 'live', printf('%064x', i), ? from n`,
  )
    .bind(ago(1))
    .run()
  expect((await feedAt()).waiting).toEqual({ customers: MOST_WAITING, more: true })
})

it('looks at some hundred customers of a load, from all of it, however many there are', async () => {
  await base()
  await env.CUSTOMERS.prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
    insert into customer (key, load_id, facts, facts_as_of)
    select printf('%064x', i), 'live', '{"grade":1}', iif(i < 10000, ?1, ?2) from n`,
  )
    .bind(ago(2), ago(90))
    .run()
  const seen = only(await feedAt())
  expect(seen?.lookedAt).toBe(400)
  expect(seen?.attributes).toEqual([
    {
      name: 'grade',
      freshDays: 30,
      medianDays: expect.any(Number),
      customers: 400,
      stale: 200,
      silent: false,
    },
  ])
  const [first] = databases.customers
  const [looked] = first ? await runSql(first, [lookSql('["grade"]', 400)]) : []
  // What is read stays the same however many customers there are.
  expect(looked?.meta.rows_read).toBeLessThan(4000)
})

it('goes away with its load', async () => {
  await taken('events', [event()], { load: 'next' })
  expect(await rows('select load_id from feed_tally')).toEqual([{ load_id: 'probe/next' }])
  await post('/v1/ingest/loads/next/discard', { dataset: 'probe' }, adminHeaders)
  const [first] = databases.customers
  if (first) while (await retireSome(first, 'probe/next', new Date()));
  expect(await rows('select load_id from feed_tally')).toEqual([])
})

it('is for supervisors and admins', async () => {
  const { supervisor, admin, agent, auditor } = inject('tokens')
  const status = async (token: string) =>
    (await call('/v1/ingest', { headers: { authorization: `Bearer ${token}` } })).status
  expect(await Promise.all([supervisor, admin, agent, auditor].map(status))).toEqual([200, 200, 403, 403])
  expect((await sendBatch('events', [])).status).toBe(404)
})
