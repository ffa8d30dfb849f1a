import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RetentionPlan } from '../../worker/contract/records.ts'
import { HOUR, keepRetention } from '../../worker/jobs/keep-retention.ts'
import { recordAccess } from '../../worker/services/access/record.ts'
import { sealAccess } from '../../worker/services/access/seal.ts'
import { append } from '../../worker/services/audit/append.ts'
import { sealChain } from '../../worker/services/audit/seal.ts'
import { answered, as, auditChain, now, put } from './changes.ts'
import { call, databases, customersDb as db, post, publishPlaybook } from './edge.ts'
import { addTraces, nextKey, tracesOf } from './records.ts'

beforeAll(async () => {
  await publishPlaybook()
})

const day = 86_400_000
/** The night, so many days from now. */
const night = (days: number) => {
  const then = new Date(Date.now() + days * day)
  then.setUTCHours(HOUR, 30)
  return then
}
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString()
const count = async (sql: string, ...values: unknown[]) =>
  (
    await env.CUSTOMERS.prepare(`select count(*) as n from ${sql}`)
      .bind(...values)
      .first<{ n: number }>()
  )?.n

async function plan() {
  return RetentionPlan.parse(await (await call('/v1/retention', { headers: as('auditor') })).json()).rules
}
const set = (recordClass: string, days: number) => put('/v1/retention', { recordClass, days }, as('admin'))

describe('how long', () => {
  it('is told with the rule behind it, in both languages', async () => {
    const rules = await plan()
    expect(rules).toHaveLength(14)
    for (const { days, least, most, citation, label } of rules) {
      expect(days).toBeGreaterThanOrEqual(least)
      expect(days).toBeLessThanOrEqual(most)
      for (const text of [citation, label]) expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('is set by an administrator, with an entry in the chain', async () => {
    expect((await set('conversions', 400)).status).toBe(200)
    expect((await plan()).find((rule) => rule.recordClass === 'conversions')).toMatchObject({
      ...{ days: 400, setBy: 'admin-01' },
    })
    expect((await auditChain()).at(-1)).toMatchObject({
      ...{ action: 'retention.set', subject: 'retention/conversions', detail: '1827 to 400 days' },
    })
  })

  it.each([
    ['access', 182],
    ['step-counts', 91],
    ['audit', 1000],
    ['access', 5000],
  ])('cannot be: %s for %i days', async (recordClass, days) => {
    expect(await answered(await set(recordClass, days))).toBe('retention-refused')
  })
})

describe('what is past its time', () => {
  let key: string
  beforeEach(() => {
    key = nextKey()
  })

  it('is deleted class by class, in the night, and the chain says so', async () => {
    await addTraces(key, daysAgo(6 * 366), `old-${key}`)
    await addTraces(nextKey(), now(), `young-${key}`)
    await keepRetention(databases, new Date(night(0).getTime() - 3_600_000))
    expect(await tracesOf(key)).toMatchObject({ outcome: 1, conversion: 1, fact_change: 1 })
    await keepRetention(databases, night(0))
    expect(await tracesOf(key)).not.toMatchObject({ outcome: 1 })
    expect(await tracesOf(key)).not.toMatchObject({ conversion: 1 })
    expect(await tracesOf(key)).not.toMatchObject({ objection: 1 })
    expect(await tracesOf(key)).not.toMatchObject({ fact_change: 1 })
    expect(await count('outcome where received_at > ?', daysAgo(1))).toBeGreaterThan(0)
    const entries = (await auditChain(env.CUSTOMERS)).filter(({ action }) => action === 'retention.delete')
    expect(entries.map(({ subject }) => subject)).toContain('retention/outcomes')
  })

  it('leaves alone what is under a hold: the customer’s, the class’s, or all', async () => {
    await addTraces(key, daysAgo(6 * 366), `held-${key}`)
    for (const scope of [{ customerKey: key }, { recordClass: 'outcomes' }, {}]) {
      const id = crypto.randomUUID()
      await post('/v1/holds', { id, reason: 'a case at court', ...scope }, as('admin'))
      await keepRetention(databases, night(0))
      expect(await count('outcome where customer_key = ?', key)).toBe(1)
      expect((await plan()).find((one) => one.recordClass === 'outcomes')?.held).toBe(
        !('customerKey' in scope),
      )
      await post(`/v1/holds/${id}/release`, { reason: 'the case is closed' }, as('auditor'))
    }
    await keepRetention(databases, night(0))
    expect(await count('outcome where customer_key = ?', key)).toBe(0)
  })

  it('goes of what says nothing of a customer too: batches that were taken, scripts that were walked', async () => {
    const add = async (id: string, at: string) => {
      await env.CUSTOMERS.prepare(
        "insert into ingest_batch values (?, 'd', 'l', 'events', 'x', ?, '{}', null)",
      )
        .bind(id, at)
        .run()
      await env.PLAYBOOK.batch([
        env.PLAYBOOK.prepare(
          "insert into script_run values (?, ?, ?, 1, 'greeting', 1, 'agent-01', '')",
        ).bind(id, ...[at.slice(0, 10), at.slice(0, 10)]),
        env.PLAYBOOK.prepare("insert into script_step values (?, 'hello', 'done', 5, '')").bind(id),
      ])
    }
    await add('old-one', daysAgo(800))
    await add('new-one', now())
    await keepRetention(databases, night(0))
    for (const [d1, sql] of [
      [env.CUSTOMERS, 'select id from ingest_batch'],
      [env.PLAYBOOK, 'select id from script_run'],
      [env.PLAYBOOK, 'select run_id as id from script_step'],
    ] as const) {
      const { results } = await d1.prepare(sql).all<{ id: string }>()
      expect(results.filter(({ id }) => id.endsWith('-one'))).toEqual([{ id: 'new-one' }])
    }
  })

  it('drops loads that nobody reads, and never the one in use', async () => {
    const load = (id: string, at: string) =>
      env.CUSTOMERS.prepare("insert into load values (?, 'd', 'done', ?, ?, null)").bind(id, at, at).run()
    await load('in-use', daysAgo(400))
    await load('replaced', daysAgo(400))
    await load('under-way', now())
    await env.CUSTOMERS.prepare("insert into dataset values ('d', 'in-use', null, 'CNY', null, null)").run()
    for (const id of ['in-use', 'replaced', 'under-way']) {
      await addTraces(nextKey(), now(), id)
      await env.CUSTOMERS.prepare("insert into feed_tally values (?, 0, 'events', 1, 1, 1, 0, ?)")
        .bind(id, now())
        .run()
      await env.CUSTOMERS.prepare("insert into event_day values (?, 'debit', '2026-11-01', 1)").bind(id).run()
    }
    await keepRetention(databases, night(0))
    await keepRetention(databases, night(0))
    const { results } = await env.CUSTOMERS.prepare(
      "select id from load where dataset_id = 'd' order by id",
    ).all()
    expect(results.map(({ id }) => id)).toEqual(['in-use', 'under-way'])
    expect(await count("customer where load_id = 'replaced'")).toBe(0)
    expect(await count("event where load_id = 'in-use'")).toBe(1)
    for (const table of ['feed_tally', 'event_day']) {
      const counted = await env.CUSTOMERS.prepare(`select load_id as id from ${table} order by 1`).all()
      expect(counted.results.map(({ id }) => id)).toEqual(['in-use', 'under-way'])
    }
  })
})

describe('the logs', () => {
  const look = async (key: string, at: string) =>
    db.batch(
      await recordAccess(db, {
        ...{ agent: { subject: 'agent-01', teams: [] }, at, action: 'decision.read', detail: '' },
        customerKeys: [key],
      }),
    )

  it('are dropped as whole sealed segments, what was about whom with them', async () => {
    const [old, young] = [nextKey(), nextKey()]
    await look(old, daysAgo(400))
    await sealAccess(db, daysAgo(400))
    await look(young, now())
    await sealAccess(db, now())
    await keepRetention(databases, night(0))
    expect(await tracesOf(old)).toEqual({})
    expect(await tracesOf(young)).toEqual({ audit_customer: 1 })
    expect(await count('access_segment where dropped_at is not null')).toBeGreaterThan(0)
    expect((await auditChain(env.CUSTOMERS)).some(({ action }) => action === 'access.drop')).toBe(true)
  })

  it('stay their time though a browser says that something was seen long ago', async () => {
    const key = nextKey()
    await look(key, now())
    const long = { id: crypto.randomUUID(), kind: 'fact', screen: 'panel/age', customerKey: null }
    await post('/v1/reveals', { reveals: [{ ...long, at: '2001-01-01T00:00:00Z' }] })
    await sealAccess(db, now())
    await keepRetention(databases, night(0))
    expect(await tracesOf(key)).toEqual({ audit_customer: 1 })
  })

  it('stay where a hold is on a customer whom they are about', async () => {
    const key = nextKey()
    await sealAccess(db, now())
    await look(key, daysAgo(400))
    await sealAccess(db, daysAgo(400))
    const id = crypto.randomUUID()
    await post('/v1/holds', { id, reason: 'a case at court', customerKey: key }, as('admin'))
    const kept = await count('access')
    await keepRetention(databases, night(0))
    expect(await count('access')).toBe(kept)
    await post(`/v1/holds/${id}/release`, { reason: 'the case is closed' }, as('auditor'))
    await keepRetention(databases, night(400))
    // The entry about the hold is of now, and so is what says whom it is about.
    expect(await tracesOf(key)).toEqual({ audit_customer: 1, legal_hold: 1 })
  })

  it('lose entries of the chain only with their segment', async () => {
    await append(db, {
      ...{ at: now(), actor: null, action: 'x', subject: 'x', detail: '' },
      before: '',
      after: '',
    })
    await sealChain(db, night(1).toISOString())
    const before = await auditChain(env.CUSTOMERS)
    await keepRetention(databases, night(11 * 366))
    const after = await auditChain(env.CUSTOMERS)
    expect(after[0]?.sequence).toBeGreaterThan(1)
    const [segment] = (
      await env.CUSTOMERS.prepare(
        'select * from audit_segment where dropped_at is not null order by id desc',
      ).all()
    ).results
    expect(after[0]).toMatchObject({ sequence: Number(segment?.last_sequence) + 1, prev: segment?.last_hash })
    expect(before.length).toBeGreaterThan(0)
    await expect(env.CUSTOMERS.prepare('delete from audit where sequence > 1').run()).rejects.toThrow(
      'whole sealed',
    )
    await expect(env.CUSTOMERS.prepare('update audit_segment set dropped_at = null').run()).rejects.toThrow(
      'never',
    )
  })
})
