import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { DecisionResponse } from '../../../worker/contract/decision.ts'
import { keepBase } from '../../../worker/jobs/keep-base.ts'
import { homeOf } from '../../../worker/services/decisions/read.ts'
import { bucketOf } from '../../../worker/services/placement/bucket.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { newRowId, outcome, playbook, publishPlaybook } from '../edge.ts'
import { event } from '../ingest.ts'
import { admin, d1s, deployment, edgeOf, inAll, inEach, reportOf, spreadKey } from './many.ts'

const edge = edgeOf(deployment())
const keys = await Promise.all(Array.from({ length: 40 }, (_, n) => spreadKey(n)))
const key = (n: number) => keys[n] as string

const customers = (age: number, of = keys) =>
  of.map((one) => ({ customerKey: one, facts: { age }, at: '2026-11-20T00:00:00.000Z' }))

async function decide(asked: string[]) {
  const answer = await edge.post('/v1/decisions', { customerKeys: asked })
  if (answer.status !== 200) throw new Error(await answer.text())
  return DecisionResponse.parse(await answer.json())
}

const finish = (load: string, counts: object) =>
  edge.post(`/v1/ingest/loads/${load}/finish`, { dataset: 'bank', currency: 'CNY', ...counts }, admin)

beforeAll(async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  await publishPlaybook()
})

describe('customers in four databases', () => {
  it('stand by the beginning of their key, and every bucket in one database', async () => {
    await reportOf(edge.send('customers', customers(70), newRowId(), 'first'))
    const buckets = await inEach('select count(*) as n from bucket')
    expect(buckets.map(([row]) => row?.n)).toEqual([1024, 1024, 1024, 1024])
    const stored = await inEach('select key from customer')
    expect(stored.flat()).toHaveLength(40)
    for (const [n, rows] of stored.entries())
      for (const row of rows) expect(Math.floor(bucketOf(String(row.key)) / 1024)).toBe(n)
    expect(stored.every((rows) => rows.length > 0)).toBe(true)
  })

  it('go live together, and are decided in the order asked', async () => {
    expect((await finish('first', { customers: 41, events: 0, identifiers: 0 })).status).toBe(409)
    expect((await finish('first', { customers: 40, events: 0, identifiers: 0 })).status).toBe(200)
    const asked = [key(3), 'f'.repeat(64), ...keys, key(3)]
    const { decisions, playbookVersion } = await decide(asked)
    expect(decisions.map(({ customerKey }) => customerKey)).toEqual(asked)
    expect(decisions.map(({ status }) => status)).toEqual(
      asked.map((one) => (one.startsWith('ffff') ? 'unknown-customer' : 'decided')),
    )
    expect(playbookVersion).toBe(1)
  })

  it('are looked at in the log of their own database alone', async () => {
    for (const d1 of d1s) await d1.prepare('delete from audit_customer').run()
    await decide(keys)
    for (const [n, rows] of (await inEach('select customer_key as key from audit_customer')).entries())
      for (const row of rows) expect(Math.floor(bucketOf(String(row.key)) / 1024)).toBe(n)
    expect(await inAll('select 1 from audit_customer')).toHaveLength(40)
  })

  it('have their answers once, sent as often as may be; caps of the agent count those of all', async () => {
    const given = keys.slice(0, 12).map((customerKey) => outcome({ customerKey }))
    const send = async () => (await edge.post('/v1/outcomes', { outcomes: given })).json()
    expect(await send()).toMatchObject({ stored: given.map(({ id }) => id), known: [] })
    expect(await send()).toMatchObject({ stored: [], known: given.map(({ id }) => id) })
    expect(await inAll('select 1 from outcome')).toHaveLength(12)
    const homes = await inEach('select agent, home from agent_answer')
    expect(homes.filter((rows) => rows.length > 0)).toHaveLength(1)
    const [row] = homes.flat()
    expect(row?.home).toBe(await homeOf(String(row?.agent)))
    expect(homes[Math.floor(bucketOf(String(row?.home)) / 1024)]).toHaveLength(12)
    const caps = [{ per: 'agent' as const, categories: ['service' as const], max: 12, days: 30 }]
    const { version } = await publishPlaybook({ caps })
    // Until a database has heard of it, it decides by the version before.
    expect((await decide([key(20)])).playbookVersion).toBe(version)
    await spreadVersion(edge.databases)
    const { decisions } = await decide([key(20), key(21)])
    for (const one of decisions)
      expect(one).toMatchObject({ tips: [], hiddenTips: [{ id: 'call-back', reason: 'cap-agent' }] })
    await publishPlaybook({ ...playbook, timeZone: 'Asia/Tokyo' })
    expect((await decide([key(20)])).playbookVersion).toBe(version)
  })

  it('have events and numbers beside them, and a number that two know leads to both', async () => {
    await reportOf(
      edge.send(
        'events',
        keys.map((customerKey) => event({ customerKey })),
        newRowId(),
      ),
    )
    const split = await inAll(`select 1 from event where customer_key not in (select key from customer)`)
    expect(split).toHaveLength(0)
    expect(await inAll('select 1 from event')).toHaveLength(40)
    const hash = 'a'.repeat(64)
    const link = (customerKey: string) => ({
      ...{ hash, customerKey, kind: 'account', role: 'joint', certain: true },
      at: '2026-11-20T00:00:00.000Z',
    })
    await reportOf(edge.send('identifiers', [link(key(0)), link(key(1)), link(key(2))], newRowId()))
    const answer = await edge.post('/v1/identifiers/resolve', { hashes: [hash] })
    const { resolved } = (await answer.json()) as { resolved: { customers: { customerKey: string }[] }[] }
    expect(resolved[0]?.customers.map((one) => one.customerKey).toSorted()).toEqual(
      [key(0), key(1), key(2)].toSorted(),
    )
  })

  it('a finish that stops between databases is ended by the same again, a discard is refused meanwhile', async () => {
    await reportOf(edge.send('customers', customers(20), newRowId(), 'second'))
    await keepBase(edge.databases, new Date())
    const third = d1s[2]
    await third?.exec('create trigger stop before update on load begin select raise(abort, "stopped"); end')
    const counts = { customers: 40, events: 0, identifiers: 0 }
    const ending = { ...counts, fewer: true }
    expect((await finish('second', ending)).status).toBe(503)
    const live = await inEach(`select live_load as id from dataset where id = 'bank'`)
    expect(live.map(([row]) => row?.id)).toEqual(['bank/second', 'bank/second', 'bank/first', 'bank/first'])
    const discard = () => edge.post('/v1/ingest/loads/second/discard', { dataset: 'bank' }, admin)
    expect((await discard()).status).toBe(409)
    expect((await edge.send('customers', customers(21), newRowId())).status).toBe(409)
    await third?.exec('drop trigger stop')
    expect((await finish('second', ending)).status).toBe(200)
    expect(await (await finish('second', ending)).json()).toMatchObject(counts)
    const { decisions } = await decide(keys)
    expect(decisions.map((one) => 'facts' in one && one.facts.age)).toEqual(keys.map(() => 20))
  })
})
