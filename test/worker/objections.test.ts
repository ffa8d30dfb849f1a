import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { DecisionResponse } from '../../worker/contract/decision.ts'
import { ObjectionState } from '../../worker/contract/objection.ts'
import { PreviewStretch } from '../../worker/contract/preview.ts'
import { addBase, call, keyOf, objection, playbook, post, publishPlaybook, reveal } from './edge.ts'

const [callBack] = playbook.tips
if (!callBack) throw new Error('no tip')
const offer = { ...callBack, id: 'offer', category: 'sales' as const, cap: { max: 50, days: 30 } }
const toAll = { ...offer, id: 'to-all', eligibility: 'true' }

beforeAll(async () => {
  await publishPlaybook({ tips: [callBack, offer, toAll] })
  await addBase({
    dataset: 'bank',
    load: 'one',
    customers: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [keyOf(n), { age: 40 }])),
  })
})

async function say(n: number, at?: string, path = '/v1/objections') {
  const answer = await post(path, objection({ customerKey: keyOf(n), ...(at && { at }) }))
  expect(answer.status).toBe(200)
  return ObjectionState.parse(await answer.json()).refusedAt
}
const takeBack = (n: number, at?: string) => say(n, at, '/v1/objections/take-back')

async function decided(n: number) {
  const answer = await post('/v1/decisions', { customerKeys: [keyOf(n)] })
  const [decision] = DecisionResponse.parse(await answer.json()).decisions
  if (decision?.status !== 'decided') throw new Error('not decided')
  return decision
}
const shown = async (n: number) => (await decided(n)).tips.map(({ id }) => id).toSorted()

const entries = async () => {
  const { results } = await env.CUSTOMERS.prepare(
    `select action, subject, actor, origin, commitment, salt, customer_key from audit
     left join audit_customer on subject = 'customer/' || commitment where action like 'objection.%' order by sequence`,
  ).all<Record<string, string>>()
  return results
}

describe('a customer who refuses targeted tips', () => {
  it('gets none that is an offer and rests on what is known of them; service and what is offered to all stay', async () => {
    expect(await shown(1)).toEqual(['call-back', 'offer', 'to-all'])
    const refusedAt = await say(1)
    expect(await shown(1)).toEqual(['call-back', 'to-all'])
    const decision = await decided(1)
    expect(decision.hiddenTips).toContainEqual({ id: 'offer', reason: 'refused', missing: [] })
    expect(decision.refusedAt).toBe(refusedAt)
    expect(await shown(2)).toContain('offer')
  })

  it('may take it back, and refuse again', async () => {
    await say(2, '2026-01-01T00:00:00.000Z')
    expect(await takeBack(2, '2026-01-02T00:00:00.000Z')).toBeNull()
    expect(await shown(2)).toContain('offer')
    expect(await say(2, '2026-01-03T00:00:00.000Z')).toBe('2026-01-03T00:00:00.000Z')
    expect(await shown(2)).not.toContain('offer')
  })

  it('is written once, however often it is said, and not by what was said before', async () => {
    const before = (await entries()).length
    const at = '2026-02-02T00:00:00.000Z'
    expect(await say(3, at)).toBe(at)
    expect(await say(3, at)).toBe(at)
    expect(await say(3, '2026-02-03T00:00:00.000Z')).toBe(at)
    expect(await takeBack(3, '2026-02-01T00:00:00.000Z')).toBe(at)
    expect(await takeBack(4)).toBeNull()
    expect((await entries()).length - before).toBe(1)
  })

  it('stands in the chain under a commitment that only its row can tell', async () => {
    await post('/v1/objections', objection({ customerKey: keyOf(5) }), { 'cf-connecting-ip': '192.0.2.7' })
    const entry = (await entries()).at(-1)
    expect(entry).toMatchObject({ action: 'objection.record', actor: 'agent-01', customer_key: keyOf(5) })
    expect(entry?.origin).toBe('192.0.2.7')
    const bytes = new TextEncoder().encode(`${entry?.salt}${keyOf(5)}`)
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(entry?.subject).toBe(`customer/${digest}`)
    const { results } = await env.CUSTOMERS.prepare('select * from audit').all()
    expect(JSON.stringify(results)).not.toContain(keyOf(5))
    const chain = await call('/v1/audit', {
      headers: { authorization: `Bearer ${inject('tokens').auditor}` },
    })
    expect(chain.status).toBe(200)
  })

  it('is not outrun by a browser whose clock runs ahead', async () => {
    const refusedAt = await say(6, '2099-01-01T00:00:00.000Z')
    expect(Date.parse(refusedAt ?? '')).toBeLessThanOrEqual(Date.now())
    expect(await takeBack(6)).toBeNull()
  })

  it('refuses once where many say it at once', async () => {
    const before = (await entries()).length
    await takeBack(1)
    await Promise.all(Array.from({ length: 8 }, () => say(1)))
    expect((await entries()).length - before).toBe(2)
  })

  it('counts in a preview as in a decision', async () => {
    await say(1)
    const headers = { authorization: `Bearer ${inject('tokens').supervisor}` }
    const asked = { kind: 'tip', itemId: 'offer', content: offer }
    const answer = await post('/v1/previews', asked, headers)
    const { counts } = PreviewStretch.parse(await answer.json())
    expect(JSON.stringify(counts)).toContain('refused')
  })
})

describe('what was held in the clear', () => {
  const rows = async () => {
    const sql = `select agent, action, customers, detail, customer_key as customerKey, access.at from access
       left join audit_customer on customers = json_array(commitment)
       where action = 'page.reveal' order by sequence`
    // What names no customer stands with the bank's own.
    const both = [env.CUSTOMERS, env.PLAYBOOK].map((d1) => d1.prepare(sql).all<Record<string, string>>())
    return (await Promise.all(both)).flatMap(({ results }) => results)
  }

  it('is in the access log once each, under a commitment', async () => {
    const [one, two] = [reveal(), reveal({ kind: 'card', customerKey: null })]
    for (const reveals of [[one], [one, two], [two, one, two]]) {
      const answer = await post('/v1/reveals', { reveals })
      expect(answer.status).toBe(200)
    }
    const stored = await rows()
    expect(stored).toHaveLength(2)
    expect(stored[0]).toMatchObject({ agent: 'agent-01', action: 'page.reveal', customerKey: keyOf(1) })
    expect(JSON.parse(stored[0]?.detail ?? '')).toEqual({
      id: one.id,
      kind: 'phone',
      screen: 'old-crm/detail',
    })
    expect(stored[1]).toMatchObject({ customers: '[]', customerKey: null })
    const { results } = await env.CUSTOMERS.prepare(
      'select count(*) as n from audit_customer where customer_key = ?',
    )
      .bind(keyOf(1))
      .all()
    expect(Number(results[0]?.n)).toBeGreaterThan(0)
  })

  it('has no room for a value', async () => {
    for (const screen of ['13812345678', 'crm/138 1234 5678', 'crm/客户'])
      expect((await post('/v1/reveals', { reveals: [reveal({ screen })] })).status).toBe(422)
  })
})
