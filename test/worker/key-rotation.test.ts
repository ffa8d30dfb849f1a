import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DecisionResponse } from '../../worker/contract/decision.ts'
import type { ResolveResponse } from '../../worker/contract/identity.ts'
import { KeyPairReceipt, KeyRotationList } from '../../worker/contract/rotation.ts'
import { keepRotation } from '../../worker/jobs/keep-rotation.ts'
import { firstBrokenLink } from '../../worker/services/audit/verify.ts'
import { confirmErasure } from '../../worker/services/erasures/confirm.ts'
import { requestErasure } from '../../worker/services/erasures/request.ts'
import { rewriteKeys, rewriteSome } from '../../worker/services/rotations/rewrite.ts'
import { answered, as, auditChain, now } from './changes.ts'
import { addBase, call, customersDb, databases, outcome, playbook, post, publishPlaybook } from './edge.ts'
import { taken } from './ingest.ts'
import { addTraces, nextKey, tracesOf } from './records.ts'

beforeAll(async () => {
  await publishPlaybook()
})

let id: string
beforeEach(() => {
  id = crypto.randomUUID()
})

const start = () => post('/v1/key-rotations', { id, oldKeyId: 'k1', newKeyId: 'k2' }, as('admin'))
const send = (...pairs: { old: string; new: string }[]) =>
  post(`/v1/key-rotations/${id}/pairs`, { pairs }, as('admin'))
const finish = () => post(`/v1/key-rotations/${id}/finish`, '', as('admin'))
const stands = async () => {
  const answer = await call('/v1/key-rotations', { headers: as('auditor') })
  return KeyRotationList.parse(await answer.json()).rotations.find((one) => one.id === id)
}
const receipt = async (answer: Response) => KeyPairReceipt.parse(await answer.json())
const pair = () => ({ old: nextKey(), new: nextKey() })

async function done(): Promise<void> {
  expect(await answered(await finish())).toBe('ok')
  await keepRotation(databases, now())
  expect((await stands())?.state).toBe('done')
}

async function decide(...customerKeys: string[]) {
  const answer = await post('/v1/decisions', { customerKeys })
  return DecisionResponse.parse(await answer.json()).decisions
}

it.each([
  ['was due under the old key', true],
  ['was due under neither', false],
])('who has events under both keys and %s is folded when the change is over', async (_, wasDue) => {
  await start()
  const one = pair()
  await addBase({ dataset: id, load: id, finishedAt: now(), customers: { [one.old]: {} } })
  const happened = (event: string, key: string) =>
    env.CUSTOMERS.prepare("insert into event values (?, ?, ?, '2026-01-02', 'app', 'credit', 5, null)")
      .bind(id, event, key)
      .run()
  await happened(`old-${one.old}`, one.old)
  await send(one)
  await happened(`new-${one.new}`, one.new)
  const due = (key: string, since: string) =>
    env.CUSTOMERS.prepare('insert into dirty_customer values (?, ?, ?)').bind(id, key, since).run()
  if (wasDue) {
    await due(one.old, now())
    await due(one.new, '9999-12-31T00:00:00.000Z')
  }
  await done()
  const found = await env.CUSTOMERS.prepare(
    "select customer_key as key, since < '9' as soon from dirty_customer where customer_key in (?, ?)",
  )
    .bind(one.old, one.new)
    .all()
  expect(found.results).toEqual([{ key: one.new, soon: 1 }])
})

describe('pairs', () => {
  it('are taken once, however often they are sent; what contradicts them is named by its line', async () => {
    await start()
    const [one, two] = [pair(), pair()]
    expect(await receipt(await send(one, two, one))).toEqual({ stored: 2, known: 1, refused: [] })
    expect(await receipt(await send(one, two))).toEqual({ stored: 0, known: 2, refused: [] })
    const wrong = [
      { old: one.old, new: nextKey() },
      { old: nextKey(), new: one.new },
      { old: nextKey(), new: two.old },
      { old: two.new, new: nextKey() },
      { old: one.old, new: one.old },
    ]
    const { stored, refused } = await receipt(await send(pair(), ...wrong))
    expect(stored).toBe(1)
    expect(refused.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
    await done()
  })

  it('are never of two customers, of whom one would be shown the other’s facts', async () => {
    await start()
    const { old: one, new: other } = pair()
    const customers = { [one]: { age: 30 }, [other]: { age: 60 } }
    await addBase({ dataset: 'two', load: 'two-1', finishedAt: now(), customers })
    const { stored, refused } = await receipt(await send(pair(), { old: one, new: other }))
    expect([stored, refused]).toMatchObject([1, [{ line: 2, why: expect.stringContaining('two customers') }]])
    expect(await decide(one, other)).toMatchObject([{ facts: { age: 30 } }, { facts: { age: 60 } }])
    await done()
  })

  it('come to the same when many send them at once', async () => {
    await start()
    const pairs = Array.from({ length: 20 }, pair)
    const receipts = await Promise.all(Array.from({ length: 6 }, async () => receipt(await send(...pairs))))
    expect(receipts.reduce((sum, { stored }) => sum + stored, 0)).toBe(20)
    expect((await stands())?.pairs).toBe(20)
    await done()
  })

  it.each<[string, () => Promise<Response>]>([
    [
      'no-such-record',
      () => post(`/v1/key-rotations/${crypto.randomUUID()}/pairs`, { pairs: [pair()] }, as('admin')),
    ],
    [
      'rotation-refused',
      () => post('/v1/key-rotations', { id: crypto.randomUUID(), oldKeyId: 'a', newKeyId: 'b' }, as('admin')),
    ],
    ['rotation-refused', finish],
  ])('are not: %s', async (problem, request) => {
    await start()
    expect(await answered(await request())).toBe(problem)
    await send(pair())
    await done()
    expect(await answered(await send(pair()))).toBe('rotation-refused')
  })
})

describe('while keys are changed', () => {
  it('a customer is one under either key, for facts, caps and lists, in one round trip', async () => {
    const { old, new: fresh } = pair()
    await addBase({ dataset: 'r', load: 'r-1', finishedAt: now(), customers: { [old]: { age: 65 } } })
    await start()
    await send({ old, new: fresh })
    await post('/v1/outcomes', { outcomes: [outcome({ customerKey: old })] })
    await post('/v1/outcomes', { outcomes: [outcome({ customerKey: fresh })] })
    const answers = await decide(old, fresh)
    expect(answers.map(({ customerKey }) => customerKey)).toEqual([old, fresh])
    const [one, two] = answers.map((answer) => ({ ...answer, customerKey: '', asOf: '' }))
    expect(one).toEqual(two)
    expect(one).toMatchObject({ status: 'decided', hiddenTips: [{ id: 'call-back', reason: 'cap-tip' }] })
    await done()
    const [gone, same] = await decide(old, fresh)
    expect(gone?.status).toBe('unknown-customer')
    expect({ ...same, customerKey: '', asOf: '' }).toEqual(one)
  })

  it('an import under the new secret makes no second customer', async () => {
    const { old, new: fresh } = pair()
    const preview = async () => {
      const content = {
        id: 'senior',
        label: { zh: '银', en: 's' },
        priority: 1,
        condition: 'customer.age > 50',
      }
      const answer = await post(
        '/v1/previews',
        { kind: 'segment', itemId: 'senior', content },
        as('supervisor'),
      )
      const { counts, total } = (await answer.json()) as { counts: { customers: number }; total: number }
      return [counts.customers, total]
    }
    const [customers = 0, total = 0] = await preview()
    await addBase({ dataset: 's', load: 's-1', finishedAt: now(), customers: { [old]: { age: 65 } } })
    await start()
    await send({ old, new: fresh })
    await addBase({ dataset: 't', load: 't-1', finishedAt: now(), customers: { [fresh]: { age: 66 } } })
    expect(await preview()).toEqual([customers + 1, total + 1])
    expect(await decide(old)).toMatchObject([{ facts: { age: 66 } }])
    await done()
    expect(await preview()).toEqual([customers + 1, total + 1])
  })

  it('a refusal under the other key counts in a preview', async () => {
    const [one, two] = [pair(), pair()]
    const refused = async () => {
      const content = {
        ...playbook.tips[0],
        id: 'offer',
        category: 'sales',
        eligibility: 'customer.age == 91',
      }
      const answer = await post('/v1/previews', { kind: 'tip', itemId: 'offer', content }, as('supervisor'))
      const { counts } = (await answer.json()) as { counts: object }
      return /"refused":(\d+)/.exec(JSON.stringify(counts))?.[1] ?? '0'
    }
    const customers = { [one.old]: { age: 91 }, [two.new]: { age: 91 } }
    await addBase({ dataset: 'w', load: 'w-1', finishedAt: now(), customers })
    await start()
    await send(one, two)
    expect(await refused()).toBe('0')
    for (const customerKey of [one.new, two.old])
      await post('/v1/objections', { customerKey, at: '2026-01-01T00:00:00Z' })
    expect(await refused()).toBe('2')
    await done()
    expect(await refused()).toBe('2')
  })

  it('a refusal said under one key is taken back under the other, and not written twice', async () => {
    const { old, new: fresh } = pair()
    const say = async (path: string, customerKey: string, at: string) =>
      (await (await post(path, { customerKey, at })).json()) as { refusedAt: string | null }
    const [early, later, late] = ['2026-01-01', '2026-01-02', '2026-01-03'].map(
      (day) => `${day}T00:00:00.000Z`,
    )
    await start()
    await say('/v1/objections', old, early ?? '')
    await send({ old, new: fresh })
    expect(await say('/v1/objections', fresh, later ?? '')).toEqual({ refusedAt: early })
    expect(await say('/v1/objections/take-back', fresh, late ?? '')).toEqual({ refusedAt: null })
    await done()
    const { results } = await env.CUSTOMERS.prepare('select * from objection where customer_key in (?, ?)')
      .bind(old, fresh)
      .all()
    expect(results).toMatchObject([{ customer_key: fresh, at: early, taken_back_at: late }])
  })

  it('a conversion is reported, and a customer erased, under either key', async () => {
    const { old, new: fresh } = pair()
    await addTraces(old, now(), 'u-1')
    await start()
    await send({ old, new: fresh })
    const request = { id: crypto.randomUUID(), customerKey: fresh, reason: 'asked by the customer' }
    await requestErasure(databases, request, 'ann', now())
    await confirmErasure(databases, request.id, old, 'bo', now())
    expect([await tracesOf(old), await tracesOf(fresh)]).toEqual([{}, {}])
    await send(pair())
    await done()
  })
})

it('rewrites every table in bounded batches, wherever it is broken off', async () => {
  await start()
  const pairs = Array.from({ length: 7 }, pair)
  for (const { old } of pairs) await addTraces(old, now(), 'v-1')
  await send(...pairs)
  expect((await stands())?.left).toBe(7 * 14)
  await finish()
  let batches = 0
  while (await rewriteKeys(customersDb, now(), 3)) {
    batches += 1
    // Another minute runs at the same time, and an agent's outbox has something yet.
    if (batches === 1)
      await Promise.all([rewriteKeys(customersDb, now(), 3), addTraces(pairs[0]?.old ?? '', now(), 'late')])
  }
  await keepRotation(databases, now())
  expect(batches).toBeGreaterThan(1)
  await keepRotation(databases, now())
  for (const one of pairs) {
    expect(await tracesOf(one.old)).toEqual({})
    expect(Object.keys(await tracesOf(one.new))).toHaveLength(13)
  }
  expect(await stands()).toMatchObject({ state: 'done', left: 0, pairs: 0 })
  expect(await firstBrokenLink(await auditChain())).toBeNull()
})

it('numbers lead to the same while rows are rewritten, and those in doubt stay so', async () => {
  const [certain, doubtful] = [pair(), pair()]
  const [link, at] = [{ kind: 'account', role: 'owner', certain: true }, '2026-01-02T00:00:00.000Z']
  for (const dataset of ['rekeyed-a', 'rekeyed-b']) {
    const customers = { [certain.old]: {}, [doubtful.old]: {} }
    await addBase({ dataset, load: dataset, finishedAt: now(), customers })
    const rows = [certain, doubtful].map(({ old, new: hash }) => ({ ...link, hash, customerKey: old, at }))
    await taken('identifiers', rows, { dataset })
  }
  const move = { id: nextKey(), oldKey: doubtful.old, newKey: nextKey(), kind: 'split', at: now() }
  await taken('moves', [move], { dataset: 'rekeyed-a' })
  const found = async () => {
    const answer = await post('/v1/identifiers/resolve', { hashes: [certain.new, doubtful.new] })
    return ((await answer.json()) as ResolveResponse).resolved.map(({ status }) => status)
  }
  const counted = async () => {
    const seen = [certain.old, doubtful.new].map(async (key) => {
      const { links } = (await (await call(`/v1/customers/${key}/view`)).json()) as { links: object[] }
      return links
    })
    return (await Promise.all(seen)).flat()
  }
  const expected = async () => {
    expect(await found()).toEqual(['one', 'uncertain'])
    const each = { kind: 'account', role: 'owner', count: 1 }
    expect(await counted()).toEqual([
      { ...each, certain: true },
      { ...each, certain: false },
    ])
  }
  await start()
  await send(certain, doubtful)
  await finish()
  await expected()
  const underNew = async () => {
    const text = 'select count(*) as rows from identifier where customer_key in (?, ?)'
    return env.CUSTOMERS.prepare(text).bind(certain.new, doubtful.new).first('rows')
  }
  // Four links, one a batch.
  for (const rewritten of [1, 2, 3, 4]) {
    await rewriteSome(customersDb, now(), 1)
    expect(await underNew()).toBe(rewritten)
    await expected()
  }
  await done()
})

it('of two refusals of one customer keeps the later', async () => {
  const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z']
  await start()
  const [one, two] = [pair(), pair()]
  const refuse = (key: string, at: string, back: string | null) =>
    env.CUSTOMERS.prepare('insert into objection values (?, ?, ?, ?, null)').bind(key, at, 'a', back).run()
  await refuse(one.old, early, late)
  await refuse(one.new, early, null)
  await refuse(two.old, early, null)
  await refuse(two.new, late, null)
  await send(one, two)
  await done()
  const { results } = await env.CUSTOMERS.prepare(
    'select * from objection where customer_key in (?, ?) order by at',
  )
    .bind(one.new, two.new)
    .all()
  expect(results).toMatchObject([
    { customer_key: one.new, taken_back_at: late },
    { customer_key: two.new, at: late },
  ])
})

type Step =
  | { kind: 'answer' | 'decide'; fresh: boolean }
  | { kind: 'rewrite' | 'import' | 'finish' | 'pairs' }

it('answers the same as one key would, whatever comes in which order', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('answer' as const, 'decide' as const), fresh: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom('rewrite' as const, 'import' as const, 'finish' as const, 'pairs' as const),
      }),
    ),
    { minLength: 4, maxLength: 14 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (all: Step[]) => {
      id = crypto.randomUUID()
      const [{ old, new: fresh }, twin] = [pair(), nextKey()]
      const load = (key: string) => {
        const name = crypto.randomUUID()
        return addBase({ dataset: name, load: name, finishedAt: now(), customers: { [key]: { age: 61 } } })
      }
      await load(old)
      await load(twin)
      await start()
      let [paired, finishing, over] = [false, false, false]
      for (const step of all) {
        // Before its pair is here nobody has the new key; after all is done nobody has the old one.
        const key = () => (((step as { fresh: boolean }).fresh && paired) || over ? fresh : old)
        if (step.kind === 'answer') {
          await post('/v1/outcomes', {
            outcomes: [outcome({ customerKey: key() }), outcome({ customerKey: twin })],
          })
        } else if (step.kind === 'decide') {
          const [one, other] = await decide(key(), twin)
          expect({ ...one, customerKey: '', factsAsOf: '', asOf: '' }).toEqual({
            ...{ ...other, customerKey: '', factsAsOf: '', asOf: '' },
          })
        } else if (step.kind === 'pairs') {
          paired = true
          await send({ old, new: fresh })
        } else if (step.kind === 'import' && paired) await load(fresh)
        else if (step.kind === 'finish' && paired && !finishing) {
          finishing = true
          await finish()
        } else if (step.kind === 'rewrite' && finishing && !over)
          over = !(await rewriteKeys(customersDb, now(), 1))
      }
      if (!paired) await send({ old, new: fresh })
      await finish()
      await keepRotation(databases, now())
      expect((await stands())?.state).toBe('done')
      expect(await tracesOf(old)).toEqual({})
    }),
    { numRuns: 30 },
  )
}, 60_000)
