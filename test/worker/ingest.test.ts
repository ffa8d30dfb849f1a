import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { auditChain, problemOf } from './changes.ts'
import { addBase, keyOf, playbook, publishPlaybook } from './edge.ts'
import { clearBase, event, ndjson, rows, sendBatch, taken } from './ingest.ts'

beforeAll(async () => {
  const [age] = playbook.catalogue
  await publishPlaybook({ catalogue: age ? [{ ...age, min: 0, max: 130 }] : [] })
})
beforeEach(async () => {
  await clearBase()
  await addBase({ dataset: 'probe', load: 'first', finishedAt: '2026-01-01T00:00:00.000Z', customers: {} })
})

const customer = (facts: object, change: object = {}) => ({
  customerKey: keyOf(1),
  at: '2026-11-20T00:00:00Z',
  facts,
  ...change,
})
const typeOf = async (answer: Response) => (await problemOf(answer)).type.split(':').at(-1)

it('stores events and says so', async () => {
  const report = await taken('events', [event({ id: 'a', detail: { till: 3 } }), '', event({ id: 'b' })], {
    gzip: true,
  })
  expect(report).toMatchObject({ rowsIn: 2, taken: 2, known: 0, refused: 0, load: 'first', refusals: [] })
  expect(await rows('select id, at, channel, kind, amount, detail from event order by id')).toEqual([
    { id: 'a', at: '2026-11-20', channel: 'app', kind: 'credit', amount: 100, detail: '{"till":3}' },
    { id: 'b', at: '2026-11-20', channel: 'app', kind: 'credit', amount: 100, detail: null },
  ])
  expect(await rows('select customer_key from dirty_customer')).toEqual([{ customer_key: keyOf(1) }])
})

it('keeps instants in UTC, so that their texts stand in order of time', async () => {
  await taken('events', [event({ at: '2026-11-20T08:00:00+08:00' })])
  expect(await rows('select at from event')).toEqual([{ at: '2026-11-20T00:00:00.000Z' }])
})

it('a bad line costs itself, and the report says where and what to do', async () => {
  const bad = [
    '{"id": ',
    '[]',
    '7',
    event({ id: 'with space' }),
    event({ customerKey: '6222021234567890' }),
    event({ at: '2026-02-30' }),
    event({ at: '2026-11-20T08:00:00' }),
    event({ channel: 'fax' }),
    event({ kind: 'K' }),
    event({ amount: 1.5 }),
    event({ detail: { to: '6222 0212 3456 7890' } }),
    event({ detail: { 'To whom': 'x' } }),
    `{"id":"${'x'.repeat(70_000)}"}`,
  ]
  const report = await taken('events', [event(), ...bad, event()])
  expect(report).toMatchObject({ rowsIn: bad.length + 2, taken: 2, refused: bad.length })
  expect(report.refusals.map(({ line, code, member }) => `${line} ${code} ${member}`.trim())).toEqual([
    '2 not-json',
    '3 not-an-object',
    '4 not-an-object',
    '5 bad-member id',
    '6 bad-member customerKey',
    '7 bad-member at',
    '8 bad-member at',
    '9 bad-member channel',
    '10 bad-member kind',
    '11 bad-member amount',
    '12 identifying detail.to',
    '13 bad-member detail',
    '14 too-long',
  ])
  for (const { problem, remedy } of report.refusals) {
    expect(problem.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(remedy.en).not.toBe('')
  }
  expect(JSON.stringify(report)).not.toContain('6222')
})

it('a row of a moment that has not come yet costs itself, so that it does not outdo what comes after', async () => {
  const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const link = { hash: keyOf(9), kind: 'card', customerKey: keyOf(1), role: 'owner', certain: true }
  const move = { id: 'm-1', oldKey: keyOf(1), newKey: keyOf(2), kind: 'split' }
  const sent = [
    await taken('customers', [
      customer({ age: 5 }, { at: ahead(60) }),
      customer({ age: 2 }, { at: ahead(5) }),
    ]),
    await taken('events', [
      event({ at: ahead(60) }),
      event({ at: ahead(3 * 24 * 60).slice(0, 10) }),
      event({ at: ahead(0).slice(0, 10) }),
    ]),
    await taken('identifiers', [{ ...link, at: ahead(60) }]),
    await taken('moves', [{ ...move, at: ahead(60) }]),
  ]
  expect(sent.map(({ refusals }) => refusals.map(({ line, code, member }) => [line, code, member]))).toEqual([
    [[1, 'future', 'at']],
    [
      [1, 'future', 'at'],
      [2, 'future', 'at'],
    ],
    [[1, 'future', 'at']],
    [[1, 'future', 'at']],
  ])
  expect(await rows('select facts from customer')).toEqual([{ facts: '{"age":2}' }])
})

it('a line that is no UTF-8 costs itself', async () => {
  const bytes = new TextEncoder().encode(ndjson([event(), event()]))
  bytes[20] = 0xff
  const answer = await sendBatch('events', [], {}, bytes)
  expect(await answer.json()).toMatchObject({
    taken: 1,
    refused: 1,
    refusals: [{ line: 1, code: 'not-utf-8' }],
  })
})

it('reports names that nobody declared, and values that cannot be, and takes the rest', async () => {
  const report = await taken('customers', [
    customer({ age: 40, shoe_size: 41 }),
    customer({ age: 400 }, { customerKey: keyOf(2), mood: 'good' }),
    customer({ age: 'forty' }, { customerKey: keyOf(3) }),
  ])
  expect(report).toMatchObject({
    taken: 2,
    refused: 1,
    refusals: [{ line: 3, code: 'bad-fact', member: 'age' }],
    undeclared: [
      { name: 'facts.shoe_size', rows: 1 },
      { name: 'mood', rows: 1 },
    ],
    outOfBounds: [{ name: 'age', rows: 1 }],
  })
  expect(await rows('select key, facts from customer order by key')).toEqual([
    { key: keyOf(1), facts: '{"age":40}' },
    { key: keyOf(2), facts: '{}' },
  ])
})

it('reports codes, kinds and amounts that nobody declared', async () => {
  const [age] = playbook.catalogue
  if (!age) throw new Error('no attribute')
  const { min: _, max: __, ...plain } = age
  const gender = {
    ...{ ...plain, name: 'gender', type: 'string' as const, unit: 'none' as const },
    values: { male: { zh: '男', en: 'male' } },
  }
  const credits = { ...plain, name: 'credits', fold: { kinds: ['credit', 'debit'], op: 'count' as const } }
  await publishPlaybook({ catalogue: [{ ...age, min: 0, max: 130 }, gender, credits] })
  const facts = await taken('customers', [
    customer({ gender: 'MALE', age: 40 }),
    customer({ gender: 'male' }, { customerKey: keyOf(2) }),
  ])
  expect(facts).toMatchObject({ taken: 2, outOfBounds: [{ name: 'gender', rows: 1 }] })
  expect(await rows('select facts from customer order by key')).toEqual([
    { facts: '{"age":40}' },
    { facts: '{"gender":"male"}' },
  ])
  const events = await taken('events', [
    event({ kind: 'debitt' }),
    event({ kind: 'debit', amount: -50_000, id: 'minus' }),
    event({ channel: 'generator' }),
    event({ channel: 'segmentation' }),
    event({ customerKey: keyOf(3) }),
    event({ customerKey: null }),
  ])
  expect(events).toMatchObject({
    taken: 4,
    refusals: [
      { line: 3, member: 'channel' },
      { line: 4, member: 'channel' },
    ],
    undeclared: [{ name: 'kind.debitt', rows: 1 }],
    outOfBounds: [{ name: 'amount', rows: 1 }],
    unknownCustomers: 1,
  })
  expect(await rows("select amount from event where id = 'minus'")).toEqual([{ amount: null }])
})

it('keeps who sent a batch; one of merges and splits is an entry of the chain', async () => {
  const move = { id: 'm-1', oldKey: keyOf(1), newKey: keyOf(2), kind: 'merged', at: '2026-11-20T00:00:00Z' }
  await taken('events', [event()], { id: 'by-1' })
  const { digest } = await taken('moves', [move, '{'], { id: 'by-2' })
  await taken('moves', [move, '{'], { id: 'by-2' })
  expect(await rows('select id, sent_by from ingest_batch order by id')).toEqual([
    { id: 'by-1', sent_by: 'admin-01' },
    { id: 'by-2', sent_by: 'admin-01' },
  ])
  expect(
    await rows(
      "select actor, subject, detail, after from audit where action = 'ingest.moves' and subject like '%/by-%'",
    ),
  ).toEqual([
    {
      actor: 'admin-01',
      subject: 'batch/by-2',
      detail: '{"load":"first","rowsIn":2,"taken":1,"known":0,"refused":1}',
      after: digest,
    },
  ])
  expect(await firstBrokenLink(await auditChain(env.CUSTOMERS))).toBeNull()
})

describe('what lost against something greater', () => {
  it('of facts is no row taken, and numbers are compared as numbers', async () => {
    expect(await taken('customers', [customer({ age: 9 })])).toMatchObject({ taken: 1, known: 0 })
    expect(await taken('customers', [customer({ age: 50 })])).toMatchObject({ taken: 1, known: 0 })
    expect(await taken('customers', [customer({ age: 39 })])).toMatchObject({ taken: 0, known: 1 })
    expect(await taken('customers', [customer({ age: 50 })])).toMatchObject({ taken: 0, known: 1 })
    const earlier = customer({ age: 60 }, { at: '2026-11-19T00:00:00Z' })
    expect(await taken('customers', [earlier])).toMatchObject({ taken: 0, known: 1 })
    const several = [20, 8, 9].map((age) => customer({ age }, { customerKey: keyOf(2) }))
    expect(await taken('customers', several)).toMatchObject({ taken: 1, known: 2 })
    expect(await rows('select facts from customer order by key')).toEqual([
      { facts: '{"age":50}' },
      { facts: '{"age":20}' },
    ])
    expect(await rows('select after from fact_change order by at desc, after desc')).toEqual([
      { after: '50' },
      { after: '20' },
      { after: '60' },
    ])
  })

  it('of events is no row taken, and a later moment corrects it', async () => {
    const paid = (amount: number, at: string) => event({ id: 'paid', amount, at })
    await taken('events', [paid(9, '2026-11-20T00:00:00.000Z')])
    expect(await taken('events', [paid(50, '2026-11-20T00:00:00.000Z')])).toMatchObject({ taken: 1 })
    expect(await taken('events', [paid(10, '2026-11-20T00:00:00.000Z')])).toMatchObject({
      taken: 0,
      known: 1,
    })
    expect(await taken('events', [paid(10, '2026-11-20T00:00:00.001Z')])).toMatchObject({ taken: 1 })
    expect(await rows('select amount from event')).toEqual([{ amount: 10 }])
  })
})

describe('a batch that is sent again', () => {
  it('is answered as before, and nothing is doubled', async () => {
    const batch = [event({ id: 'a' }), event({ id: 'b' }), '{']
    const first = await taken('events', batch, { id: 'batch-1' })
    expect(await taken('events', batch, { id: 'batch-1', gzip: true })).toEqual(first)
    expect(await taken('events', batch, { id: 'batch-2' })).toMatchObject({ taken: 0, known: 2, refused: 1 })
    expect(await rows('select count(*) as n from event')).toEqual([{ n: 2 }])
  })

  it('under the same id with another body, kind or load it is refused, and nothing of it is stored', async () => {
    await taken('events', [event({ id: 'a' })], { id: 'batch-1' })
    const others = [
      await sendBatch('events', [event({ id: 'b' })], { id: 'batch-1' }),
      await sendBatch('events', [event({ id: 'a' })], { id: 'batch-1', load: 'next' }),
      await sendBatch('moves', [], { id: 'batch-1' }),
    ]
    for (const other of others) {
      expect(other.status).toBe(409)
      expect(await typeOf(other)).toBe('batch-differs')
    }
    expect(await rows('select id from event')).toEqual([{ id: 'a' }])
  })
})

it.each<[number, string, () => Promise<Response>]>([
  [404, 'no-such-dataset', () => sendBatch('events', [event()], { dataset: 'nothing' })],
  [
    415,
    'not-ndjson-type',
    () => sendBatch('events', [], { headers: { 'content-type': 'application/json' } }),
  ],
  [415, 'not-ndjson-type', () => sendBatch('events', [], { headers: { 'content-encoding': 'br' } })],
  [400, 'body-broken', () => sendBatch('events', [event()], { headers: { 'content-encoding': 'gzip' } })],
  [422, 'body-refused', () => sendBatch('events', [], { id: 'two words' })],
  [422, 'body-refused', () => sendBatch('events', [], { dataset: 'Probe Bank' })],
  [422, 'body-refused', () => sendBatch('balances' as 'events', [])],
])('answers %i %s', async (status, type, request) => {
  const answer = await request()
  expect(answer.status).toBe(status)
  expect(await typeOf(answer)).toBe(type)
})

it('takes no more than four batches at once, and says when to come again', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => sendBatch('events', [event()])))
  const busy = answers.filter(({ status }) => status === 429)
  expect(busy.length).toBe(4)
  expect(busy[0]?.headers.get('retry-after')).toBe('2')
  expect(await rows('select count(*) as n from event')).toEqual([{ n: 4 }])
})

it('unpacks no bomb', async () => {
  const gzip = new CompressionStream('gzip')
  const bomb = new Response(gzip.readable).arrayBuffer()
  const writer = gzip.writable.getWriter()
  for (let mebibytes = 0; mebibytes < 150; mebibytes++) await writer.write(new Uint8Array(1 << 20))
  await writer.close()
  expect((await bomb).byteLength).toBeLessThan(1 << 20)
  const answer = await sendBatch('events', [], { headers: { 'content-encoding': 'gzip' } }, await bomb)
  expect(answer.status).toBe(413)
}, 20_000)

it('of two rows with one event id the greater stands, whichever comes first', async () => {
  const pair = [event({ id: 'a', at: '2026-11-20' }), event({ id: 'a', at: '2026-11-21' })]
  const kept = async () => rows('select at from event')
  await taken('events', pair)
  expect(await kept()).toEqual([{ at: '2026-11-21' }])
  await env.CUSTOMERS.prepare('delete from event').run()
  await taken('events', pair.toReversed())
  expect(await kept()).toEqual([{ at: '2026-11-21' }])
})

describe('the history of a fact', () => {
  const history = () =>
    rows('select at, before, after, source from fact_change order by attribute, at, source')

  it('tells what it was before, in order of its time, however it arrived', async () => {
    const said = [
      customer({ age: 40 }, { at: '2026-11-01T00:00:00Z' }),
      customer({ age: 41 }, { at: '2026-11-02T00:00:00Z', source: 'crm' }),
      customer({ age: null }, { at: '2026-11-03T00:00:00Z' }),
    ]
    for (const row of [said[2], said[0], said[1], said[0]]) await taken('customers', [row])
    expect(await history()).toEqual([
      { at: '2026-11-01T00:00:00.000Z', before: null, after: '40', source: 'probe' },
      { at: '2026-11-02T00:00:00.000Z', before: '40', after: '41', source: 'crm' },
      { at: '2026-11-03T00:00:00.000Z', before: '41', after: null, source: 'probe' },
    ])
    expect(await rows('select facts, lineage from customer')).toEqual([
      { facts: '{}', lineage: '{"age":{"at":"2026-11-03T00:00:00.000Z","source":"probe","rule":"given"}}' },
    ])
  })

  it('begins with what the load had', async () => {
    await addBase({ dataset: 'probe', load: 'first-2', customers: {} })
    await env.CUSTOMERS.prepare(
      `insert into customer (key, load_id, facts, facts_as_of) values (?, 'first', '{"age":39}', '2026-01-01T00:00:00.000Z')`,
    )
      .bind(keyOf(1))
      .run()
    await taken('customers', [customer({ age: 40 })])
    expect(await history()).toEqual([
      { at: '2026-01-01T00:00:00.000Z', before: null, after: '39', source: 'probe' },
      { at: '2026-11-20T00:00:00.000Z', before: '39', after: '40', source: 'probe' },
    ])
  })
})
