import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DecisionResponse } from '../../worker/contract/decision.ts'
import type { ResolveResponse } from '../../worker/contract/identity.ts'
import { everyMinute } from '../../worker/jobs/every-minute.ts'
import { problemOf } from './changes.ts'
import { addBase, call, keyOf, playbook, post, publishPlaybook } from './edge.ts'
import { adminHeaders, clearBase, event, rows, sendBatch, taken } from './ingest.ts'

const text = (zh: string) => ({ zh, en: zh })

beforeAll(async () => {
  const [age] = playbook.catalogue
  if (!age) throw new Error('no attribute')
  const fold = { kinds: ['credit'], op: 'count' as const }
  const seen = { ...age, name: 'credits', label: text('入账'), unit: 'count' as const, freshDays: 5, fold }
  await publishPlaybook({ catalogue: [{ ...age, freshDays: 30 }, seen] })
})
beforeEach(async () => {
  await clearBase('objection')
})

const decide = async (...keys: string[]) => {
  const answer = await post('/v1/decisions', { customerKeys: keys })
  return ((await answer.json()) as DecisionResponse).decisions
}
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const live = (customers = {}) => addBase({ dataset: 'probe', load: 'first', finishedAt: ago(1), customers })
const say = (key: string, facts: object, at: string) => taken('customers', [{ customerKey: key, at, facts }])
const move = (kind: 'merged' | 'split', oldKey: string, newKey: string, at = ago(0)) =>
  taken('moves', [{ id: `${kind}-${oldKey.slice(-4)}-${newKey.slice(-4)}`, oldKey, newKey, kind, at }])
const minute = () => everyMinute(env, new Date())

describe('a fact that is too old', () => {
  it('counts as missing, and the decision says which and since when', async () => {
    await live()
    await say(keyOf(1), { age: 70 }, ago(29))
    await say(keyOf(2), { age: 70 }, ago(31))
    const [fresh, stale] = await decide(keyOf(1), keyOf(2))
    expect(fresh).toMatchObject({ facts: { age: 70 }, stale: [], segments: [{ id: 'senior' }] })
    expect(stale).toMatchObject({
      facts: {},
      stale: ['age'],
      segments: [],
      checks: [{ id: 'of-age', verdict: 'not-checked', missing: ['customer.age'] }],
    })
    expect((stale as { staleSince: Record<string, string> }).staleSince.age?.slice(0, 10)).toBe(
      ago(31).slice(0, 10),
    )
  })

  it('of a historical extract is judged at its own date', async () => {
    await addBase({
      dataset: 'old',
      load: 'old',
      asOf: '2026-01-20T00:00:00.000Z',
      customers: { [keyOf(3)]: { age: 70 } },
    })
    await addBase({
      dataset: 'older',
      load: 'older',
      asOf: '2026-03-20T00:00:00.000Z',
      customers: { [keyOf(4)]: { age: 70 } },
    })
    expect(await decide(keyOf(3), keyOf(4))).toMatchObject([{ stale: [] }, { stale: ['age'] }])
  })
})

describe('customers who were made one', () => {
  it('are answered under the key they go on with, never under the old one', async () => {
    await live()
    await say(keyOf(1), { age: 70 }, ago(3))
    await say(keyOf(2), { age: 30 }, ago(5))
    await move('merged', keyOf(1), keyOf(2))
    const [old, now] = await decide(keyOf(1), keyOf(2))
    expect(old).toEqual({ customerKey: keyOf(1), status: 'moved', to: keyOf(2) })
    expect(now).toMatchObject({ customerKey: keyOf(2), status: 'decided', facts: { age: 70 } })
  })

  it('one after another lead to the last', async () => {
    await live()
    await move('merged', keyOf(2), keyOf(3))
    await move('merged', keyOf(1), keyOf(2))
    expect(await decide(keyOf(1))).toEqual([{ customerKey: keyOf(1), status: 'moved', to: keyOf(3) }])
  })

  it('into one customer alone, and the report names the row that says another', async () => {
    await live({ [keyOf(1)]: { age: 50 }, [keyOf(2)]: { age: 51 }, [keyOf(3)]: { age: 52 } })
    await move('merged', keyOf(1), keyOf(2))
    expect(await move('merged', keyOf(1), keyOf(3))).toMatchObject({
      taken: 0,
      refused: 1,
      refusals: [{ line: 1, code: 'merged-already', member: 'oldKey' }],
    })
    expect(await decide(keyOf(1))).toMatchObject([{ status: 'moved', to: keyOf(2) }])
    // The two became one, as the bank says now: that is the same customer.
    await move('merged', keyOf(2), keyOf(3))
    expect(await move('merged', keyOf(1), keyOf(3))).toMatchObject({ taken: 1, refused: 0 })
    expect(await decide(keyOf(1))).toMatchObject([{ status: 'moved', to: keyOf(3) }])
  })

  it('never in a circle', async () => {
    await live()
    await move('merged', keyOf(1), keyOf(2))
    expect(await move('merged', keyOf(2), keyOf(1))).toMatchObject({
      taken: 0,
      refused: 1,
      refusals: [{ line: 1, code: 'circle' }],
    })
  })

  it('bring their events, numbers and the refusal of tips along, whichever comes first', async () => {
    await live()
    const refuse = env.CUSTOMERS.prepare(`insert into objection values (?, ?, 'agent', null, null)`)
    await refuse.bind(keyOf(1), ago(9)).run()
    await taken('events', [event({ id: 'a', at: ago(1) })])
    await move('merged', keyOf(1), keyOf(2))
    await taken('events', [event({ id: 'b', at: ago(1) })])
    await link([{ customerKey: keyOf(1) }])
    expect(await rows('select distinct customer_key as key from event')).toEqual([{ key: keyOf(2) }])
    expect(await rows('select customer_key as key from identifier')).toEqual([{ key: keyOf(2) }])
    expect(await rows('select customer_key as key from objection')).toEqual([{ key: keyOf(2) }])
    await say(keyOf(2), { age: 40 }, ago(1))
    await minute()
    expect(await decide(keyOf(2))).toMatchObject([{ facts: { age: 40, credits: 2 } }])
  })
})

it('what is made from events is not rested on once they stopped coming, and is again when they come', async () => {
  await live()
  await say(keyOf(1), { age: 40 }, ago(1))
  const first = event({ id: 'a', at: ago(4) })
  await taken('events', [first])
  await minute()
  const known = { facts: { age: 40, credits: 1 } }
  expect(await decide(keyOf(1))).toMatchObject([{ ...known, stale: [] }])
  const stopped = () => env.CUSTOMERS.prepare('update dataset set events_at = ?').bind(ago(9)).run()
  const doubted = { facts: { age: 40 }, stale: expect.arrayContaining(['credits']) }
  await stopped()
  expect(await decide(keyOf(1))).toMatchObject([doubted])
  // What is known already is nothing new; a day without events says so by a batch without rows.
  await taken('events', [first, '{'])
  await taken('events', ['{'])
  expect(await decide(keyOf(1))).toMatchObject([doubted])
  await taken('events', [])
  expect(await decide(keyOf(1))).toMatchObject([{ ...known, stale: [] }])
  await stopped()
  await taken('events', [event({ id: 'b', at: ago(2) })])
  await minute()
  expect(await decide(keyOf(1))).toMatchObject([{ facts: { credits: 2 }, stale: [] }])
})

it('after a split, facts from before it are not rested on', async () => {
  await live()
  await say(keyOf(1), { age: 70 }, ago(5))
  await move('split', keyOf(1), keyOf(2), ago(2))
  expect(await decide(keyOf(1))).toMatchObject([{ status: 'decided', facts: {}, stale: ['age'] }])
  await say(keyOf(1), { age: 71 }, ago(1))
  expect(await decide(keyOf(1))).toMatchObject([{ facts: { age: 71 }, stale: [] }])
})

it.each([
  ['before they were merged', true],
  ['after, under the key they had', false],
])('of a customer who was split %s, facts and numbers of either are in doubt', async (_, splitFirst) => {
  await live()
  await say(keyOf(1), { age: 70 }, ago(5))
  await link([{}])
  const doubt = () => move('split', keyOf(1), keyOf(4), ago(3))
  if (splitFirst) await doubt()
  await move('merged', keyOf(1), keyOf(2), ago(2))
  if (!splitFirst) await doubt()
  const numbers = async () =>
    (await (await post('/v1/identifiers/resolve', { hashes: [keyOf(900)] })).json()) as object
  const links = async () =>
    ((await (await call(`/v1/customers/${keyOf(2)}/view`)).json()) as { links: object[] }).links
  expect(await decide(keyOf(2))).toMatchObject([{ status: 'decided', facts: {}, stale: ['age'] }])
  expect(await numbers()).toEqual({ resolved: [{ hash: keyOf(900), status: 'uncertain' }] })
  expect(await links()).toMatchObject([{ certain: false }])
  await say(keyOf(1), { age: 71 }, ago(1))
  await link([{ at: ago(1) }])
  expect(await decide(keyOf(2))).toMatchObject([{ facts: { age: 71 }, stale: [] }])
  expect(await numbers()).toMatchObject({ resolved: [{ status: 'one', customerKey: keyOf(2) }] })
  expect(await links()).toMatchObject([{ certain: true }])
})

const link = (changes: object[], dataset = 'probe') =>
  taken(
    'identifiers',
    changes.map((change) => ({
      hash: keyOf(900),
      kind: 'account',
      customerKey: keyOf(1),
      role: 'owner',
      certain: true,
      source: 'core',
      at: ago(5),
      ...change,
    })),
    { dataset },
  )

describe('a number of the bank', () => {
  const resolved = async () => {
    const answer = await post('/v1/identifiers/resolve', { hashes: [keyOf(900)] })
    return ((await answer.json()) as ResolveResponse).resolved[0]
  }
  const [one, two] = [
    { customerKey: keyOf(1), role: 'owner' },
    { customerKey: keyOf(2), role: 'authorised' },
  ]

  it.each<[string, object[], object]>([
    ['nobody knows', [{ hash: keyOf(901) }], { status: 'unknown' }],
    ['of one customer', [{}], { status: 'one', ...one }],
    ['of an owner and one who may act for him', [{}, two], { status: 'several', customers: [one, two] }],
    [
      'of joint owners, as one source says',
      [{ role: 'joint' }, { role: 'joint', customerKey: keyOf(2) }],
      {
        status: 'several',
        customers: [
          { ...one, role: 'joint' },
          { ...two, role: 'joint' },
        ],
      },
    ],
    [
      'of a company with several contacts',
      [
        { kind: 'company', role: 'contact' },
        { kind: 'company', role: 'contact', customerKey: keyOf(2) },
      ],
      {
        status: 'several',
        customers: [
          { ...one, role: 'contact' },
          { ...two, role: 'contact' },
        ],
      },
    ],
    ['the bank is not sure of', [{ certain: false }], { status: 'uncertain' }],
    [
      'for whom two sources name two owners',
      [{}, { customerKey: keyOf(2), source: 'crm' }],
      { status: 'uncertain' },
    ],
    [
      'the bank came to be sure of',
      [{ certain: false }, { certain: true, at: ago(1) }, { certain: false, at: ago(6) }],
      { status: 'one', ...one },
    ],
  ])('%s', async (_, links, expected) => {
    await live()
    await link(links)
    expect(await resolved()).toEqual({ hash: keyOf(900), ...expected })
  })

  it('of one who is its owner by one dataset and a contact by another is its owner’s', async () => {
    await live()
    await addBase({ dataset: 'cards', load: 'cards', finishedAt: ago(1), customers: {} })
    await link([{ role: 'contact' }])
    await link([{}], 'cards')
    expect(await resolved()).toEqual({ hash: keyOf(900), status: 'one', ...one })
  })

  it('is uncertain after its customer was split, until it is said anew', async () => {
    await live()
    await link([{}])
    await move('split', keyOf(1), keyOf(2), ago(3))
    expect(await resolved()).toMatchObject({ status: 'uncertain' })
    await link([{ at: ago(2) }])
    expect(await resolved()).toMatchObject({ status: 'one', customerKey: keyOf(1) })
  })
})

describe('a full refresh', () => {
  const finish = (load: string, counts: object) =>
    post(`/v1/ingest/loads/${load}/finish`, { dataset: 'probe', currency: 'CNY', ...counts }, adminHeaders)
  const discard = (load: string) =>
    post(`/v1/ingest/loads/${load}/discard`, { dataset: 'probe' }, adminHeaders)
  const typeOf = async (answer: Response) => [answer.status, (await problemOf(answer)).type.split(':').at(-1)]
  const fill = async (load: string) => {
    await taken('customers', [{ customerKey: keyOf(1), at: ago(1), facts: { age: 50 } }], { load })
    await taken('events', [event({ at: ago(1) }), event({ customerKey: null })], { load })
  }

  it('is seen by nobody until it is finished, then by everybody at once; what it changed is history', async () => {
    await live({ [keyOf(1)]: { age: 49 }, [keyOf(2)]: { age: 20 } })
    await env.CUSTOMERS.prepare('update customer set facts_as_of = ?').bind(ago(2)).run()
    await fill('night')
    expect(await decide(keyOf(1), keyOf(2))).toMatchObject([{ facts: { age: 49 } }, { facts: { age: 20 } }])
    expect(await typeOf(await finish('night', { customers: 1, events: 2 }))).toEqual([409, 'load-folding'])
    await minute()
    const answer = await finish('night', { customers: 1, events: 2 })
    expect(await answer.json()).toEqual({
      load: 'probe/night',
      state: 'live',
      customers: 1,
      events: 2,
      identifiers: 0,
    })
    expect(await decide(keyOf(1), keyOf(2))).toMatchObject([
      { facts: { age: 50, credits: 1 } },
      { status: 'unknown-customer' },
    ])
    expect((await finish('night', { customers: 1, events: 2 })).status).toBe(200)
    await minute()
    expect(
      await rows(
        "select actor, action, subject, detail from audit where action like 'load.%' order by sequence desc limit 1",
      ),
    ).toEqual([
      {
        actor: 'admin-01',
        action: 'load.finish',
        subject: 'load/probe/night',
        detail: '{"customers":1,"events":2,"identifiers":0}',
      },
    ])
    expect(await rows('select id from load')).toEqual([{ id: 'probe/night' }])
    expect(await rows('select count(*) as n from customer')).toEqual([{ n: 1 }])
    expect(await rows('select attribute, before, after from fact_change')).toEqual([
      { attribute: 'age', before: '49', after: '50' },
    ])
  })

  it('leaves what it replaced where a legal hold may be on it, until that is released', async () => {
    await live({ [keyOf(1)]: { age: 49 }, [keyOf(2)]: { age: 20 } })
    await env.CUSTOMERS.prepare(
      "insert into legal_hold (id, customer_key, reason, placed_by, placed_at) values ('case', ?, 'a case', 'a', ?)",
    )
      .bind(keyOf(2), ago(5))
      .run()
    await fill('night')
    await minute()
    expect((await finish('night', { customers: 1, events: 2 })).status).toBe(200)
    await minute()
    expect(await rows("select key from customer where load_id = 'first'")).toContainEqual({ key: keyOf(2) })
    await env.CUSTOMERS.prepare("update legal_hold set released_at = ?, released_by = 'b'").bind(ago(0)).run()
    await minute()
    expect(await rows("select key from customer where load_id = 'first'")).toEqual([])
  })

  it('does not go live where rows are missing or too many', async () => {
    await live({ [keyOf(1)]: { age: 49 } })
    await fill('night')
    await minute()
    for (const counts of [
      { customers: 2, events: 2 },
      { customers: 1, events: 1 },
    ]) {
      expect(await typeOf(await finish('night', counts))).toEqual([409, 'counts-differ'])
    }
    expect(await rows('select live_load from dataset')).toEqual([{ live_load: 'first' }])
  })

  it.each([
    ['events', { customers: 4, events: 1, identifiers: 2 }, '1 events, where 4 are live'],
    ['numbers', { customers: 4, events: 2, identifiers: 1 }, '1 numbers, where 4 are live'],
    [
      'either',
      { customers: 4, events: 0, identifiers: 0 },
      '0 events, where 4 are live; 0 numbers, where 4 are live',
    ],
  ])(
    'with fewer than half of the %s that are live is taken only where the sender says so',
    async (_, counts, said) => {
      await live()
      const fillWith = async (load: string, { customers, events, identifiers }: typeof counts) => {
        const numbered = (rows: number) => Array.from({ length: rows }, (_, n) => n)
        const each = numbered(customers).map((n) => ({
          customerKey: keyOf(n),
          at: ago(1),
          facts: { age: 50 },
        }))
        await taken('customers', each, { load })
        if (events > 0)
          await taken(
            'events',
            numbered(events).map(() => event({ customerKey: null })),
            { load },
          )
        const hashes = numbered(identifiers).map((n) => ({
          ...{ hash: keyOf(90 + n), kind: 'account' },
          customerKey: keyOf(n),
        }))
        const links = hashes.map((one) => ({ ...one, role: 'owner', certain: true, at: ago(1) }))
        if (identifiers > 0) await taken('identifiers', links, { load })
      }
      const all = { customers: 4, events: 4, identifiers: 4 }
      await fillWith('whole', all)
      expect((await finish('whole', all)).status).toBe(200)
      const half = { customers: 2, events: 2, identifiers: 2 }
      await fillWith('half', half)
      expect((await finish('half', half)).status).toBe(200)
      await fillWith('again', all)
      expect((await finish('again', all)).status).toBe(200)
      await fillWith('cut', counts)
      const answer = await finish('cut', counts)
      expect([answer.status, await problemOf(answer)]).toMatchObject([
        409,
        { detail: `This refresh has ${said}.` },
      ])
      expect(await rows('select live_load from dataset')).toEqual([{ live_load: 'probe/again' }])
      expect((await finish('cut', { ...counts, fewer: true })).status).toBe(200)
    },
  )

  it('of fewer than half the customers who are live is taken only where the sender says so', async () => {
    await live({ [keyOf(1)]: { age: 49 }, [keyOf(2)]: { age: 20 }, [keyOf(3)]: { age: 30 } })
    await fill('night')
    await minute()
    expect(await typeOf(await finish('night', { customers: 1, events: 2 }))).toEqual([409, 'fewer-rows'])
    expect(await rows('select live_load from dataset')).toEqual([{ live_load: 'first' }])
    await taken('events', [event({ customerKey: null })], { load: 'empty' })
    expect(await typeOf(await finish('empty', { customers: 0, events: 1 }))).toEqual([409, 'fewer-rows'])
    expect((await finish('night', { customers: 1, events: 2, fewer: true })).status).toBe(200)
    expect(await decide(keyOf(2))).toMatchObject([{ status: 'unknown-customer' }])
  })

  it('is judged by what was sent, whenever its customers were made one', async () => {
    const send = (n: number, load: string) =>
      taken('customers', [{ customerKey: keyOf(n), at: ago(1), facts: { age: 50 + n } }], { load })
    const link = (n: number, load: string) =>
      taken(
        'identifiers',
        [
          {
            hash: keyOf(90),
            kind: 'account',
            customerKey: keyOf(n),
            role: 'joint',
            certain: true,
            at: ago(1),
          },
        ],
        { load },
      )
    await live()
    await move('merged', keyOf(1), keyOf(2))
    for (const n of [1, 2, 3, 4, 5]) await send(n, 'night')
    for (const n of [1, 2, 3]) await link(n, 'night')
    await move('merged', keyOf(3), keyOf(2))
    await move('merged', keyOf(6), keyOf(4))
    await move('merged', keyOf(2), keyOf(7))
    await send(7, 'night')
    await send(1, 'night')
    const counts = { customers: 6, events: 0, identifiers: 3 }
    expect(await typeOf(await finish('night', { ...counts, customers: 3 }))).toEqual([409, 'counts-differ'])
    expect(await typeOf(await finish('night', { ...counts, identifiers: 1 }))).toEqual([409, 'counts-differ'])
    const answer = await finish('night', counts)
    expect(await answer.json()).toMatchObject({ state: 'live', customers: 3, identifiers: 1 })
    expect(await rows('select * from sent_key')).toEqual([])
  })

  it('of what was a historical extract is decided now, not at its date', async () => {
    await addBase({ dataset: 'probe', load: 'first', asOf: ago(2000), customers: {} })
    await fill('night')
    await minute()
    expect((await finish('night', { customers: 1, events: 2 })).status).toBe(200)
    expect(await rows('select as_of from dataset')).toEqual([{ as_of: null }])
  })

  it('begins a dataset that is not there yet', async () => {
    await fill('night')
    await minute()
    expect((await finish('night', { customers: 1, events: 2 })).status).toBe(200)
    expect(await decide(keyOf(1))).toMatchObject([{ facts: { age: 50 }, currency: 'CNY' }])
  })

  it('that is given up goes, and takes no more', async () => {
    await live()
    await fill('night')
    expect((await discard('night')).status).toBe(200)
    expect(await typeOf(await sendBatch('events', [event()], { load: 'night' }))).toEqual([409, 'load-over'])
    expect(await typeOf(await finish('night', { customers: 1, events: 2 }))).toEqual([409, 'load-over'])
    await minute()
    expect(
      await rows("select action from audit where action like 'load.%' order by sequence desc limit 1"),
    ).toEqual([{ action: 'load.discard' }])
    expect(await rows('select id from load')).toEqual([{ id: 'first' }])
    expect(await rows('select id from event')).toEqual([])
  })

  it('that is live cannot be given up, and one that nobody began cannot be ended', async () => {
    await fill('night')
    await minute()
    await finish('night', { customers: 1, events: 2 })
    expect(await typeOf(await discard('night'))).toEqual([409, 'load-over'])
    expect(await typeOf(await discard('other'))).toEqual([404, 'no-such-load'])
    expect(await typeOf(await finish('other', { customers: 0, events: 0 }))).toEqual([404, 'no-such-load'])
  })
})
