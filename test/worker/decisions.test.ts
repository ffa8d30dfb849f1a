import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { agentAnswer } from '../../db/schema/tables.ts'
import { type Decision, DecisionResponse } from '../../worker/contract/decision.ts'
import { decideFor } from '../../worker/services/decisions/decide.ts'
import { addBase, customersDb, databases, keyOf, newRowId, outcome, post, publishPlaybook } from './edge.ts'
import { taken } from './ingest.ts'

const elder = keyOf(1)
const ageless = keyOf(2)
const historical = keyOf(3)
const twice = keyOf(4)
const loading = keyOf(5)
const replaced = keyOf(6)
const many = Array.from({ length: 100 }, (_, i) => keyOf(1000 + i))

beforeAll(async () => {
  await publishPlaybook()
  const numbered = Object.fromEntries(many.map((key, age) => [key, { age }]))
  const now = { [elder]: { age: 65 }, [ageless]: {}, [twice]: { age: 30 }, ...numbered }
  await addBase({ dataset: 'now', load: 'now-1', finishedAt: '2026-02-01T00:00:00.000Z', customers: now })
  await addBase({
    dataset: 'old',
    load: 'old-1',
    asOf: '1998-12-31T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:00.000Z',
    customers: { [historical]: { age: 40 }, [twice]: { age: 70 } },
  })
  await addBase({ dataset: 'next', load: 'next-1', live: false, customers: { [loading]: { age: 50 } } })
  await addBase({
    dataset: 'now',
    load: 'now-0',
    finishedAt: '2026-03-01T00:00:00.000Z',
    customers: { [replaced]: { age: 50 } },
  })
})

async function decide(...customerKeys: string[]): Promise<DecisionResponse['decisions']> {
  const answer = await post('/v1/decisions', { customerKeys })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return DecisionResponse.parse(await answer.json()).decisions
}

async function decideOne(key: string): Promise<Decision> {
  const [answer] = await decide(key)
  if (answer?.status !== 'decided') throw new Error(`not decided: ${answer?.status}`)
  return answer
}

it('says what the generator made up, until the bank sends it', async () => {
  const key = keyOf(7)
  const made = JSON.stringify({ age: { at: '2026-01-01T00:00:00.000Z', source: 'generator', rule: 'given' } })
  await env.CUSTOMERS.prepare(
    `insert into customer (key, load_id, facts, facts_as_of, lineage)
     values (?, 'now-1', '{"age":40}', '2026-01-01T00:00:00.000Z', ?)`,
  )
    .bind(key, made)
    .run()
  expect((await decideOne(key)).synthetic).toEqual(['age'])
  const row = { customerKey: key, at: '2026-02-01T00:00:00Z', source: 'crm', facts: { age: 41 } }
  await taken('customers', [row], { dataset: 'now' })
  const { facts, synthetic } = await decideOne(key)
  expect([facts, synthetic]).toEqual([{ age: 41 }, undefined])
})

it('decides from the facts of the live load with the current playbook', async () => {
  const decision = await decideOne(elder)
  expect(decision).toMatchObject({
    customerKey: elder,
    playbookVersion: 1,
    historical: false,
    currency: 'CNY',
    facts: { age: 65 },
    factsAsOf: '2026-01-01T00:00:00.000Z',
    segments: [{ id: 'senior', basis: ['age'] }],
    tips: [{ id: 'call-back', score: 0.0625 }],
    checks: [{ id: 'of-age', verdict: 'pass' }],
  })
  expect(Math.abs(Date.parse(decision.asOf) - Date.now())).toBeLessThan(60_000)
})

it('leaves unknown what the base does not know of a customer', async () => {
  const decision = await decideOne(ageless)
  expect(decision.segments).toEqual([])
  expect(decision.hiddenTips).toMatchObject([{ id: 'call-back', reason: 'eligibility-unknown' }])
  expect(decision.checks).toMatchObject([{ id: 'of-age', verdict: 'not-checked' }])
})

it.each([
  ['that no base holds', keyOf(99)],
  ['of a load that has not finished', loading],
  ['of a load that is not the live one', replaced],
])('says so for a key %s', async (_, key) => {
  expect(await decide(key)).toEqual([{ customerKey: key, status: 'unknown-customer' }])
})

it('decides a historical extract at its own last date, and says so', async () => {
  const decision = await decideOne(historical)
  expect(decision).toMatchObject({ asOf: '1998-12-31T00:00:00.000Z', historical: true, facts: { age: 40 } })
})

it('takes a key that stands in two bases from the load that finished last', async () => {
  expect(await decideOne(twice)).toMatchObject({ historical: false, facts: { age: 30 } })
})

it('answers a hundred keys in the order asked, repeated and unknown ones in their place', async () => {
  const asked = [...many.slice(2).toReversed(), elder, elder]
  const answers = await decide(...asked)
  expect(answers.map(({ customerKey }) => customerKey)).toEqual(asked)
  expect(answers.every(({ status }) => status === 'decided')).toBe(true)
  expect(answers.slice(0, 98).map((one) => 'facts' in one && one.facts.age)).toEqual(
    Array.from({ length: 98 }, (_, i) => 99 - i),
  )
})

it('hides a tip once its cap is reached by answers that were sent, for that customer alone', async () => {
  const [capped, other] = [keyOf(1050), keyOf(1051)]
  const answer = (change: object) => outcome({ customerKey: capped, ...change })
  const send = (...outcomes: object[]) => post('/v1/outcomes', { outcomes })
  await send(
    answer({ kind: 'accepted' }),
    answer({ kind: 'shown' }),
    answer({ subject: 'check', subjectId: 'firm', kind: 'blocked' }),
  )
  expect((await decideOne(capped)).tips).toMatchObject([{ id: 'call-back' }])
  await send(answer({ kind: 'deferred' }))
  expect((await decideOne(capped)).tips).toEqual([])
  expect((await decideOne(capped)).hiddenTips).toMatchObject([{ id: 'call-back', reason: 'cap-tip' }])
  expect((await decideOne(other)).tips).toMatchObject([{ id: 'call-back' }])
})

it('lets a tip ask for attention once in a contact, again in the next, and never in a list', async () => {
  const key = keyOf(1053)
  const interrupts = async (startedAt?: string) => {
    const contact = startedAt && { contact: { channel: 'phone', startedAt } }
    const answer = await post('/v1/decisions', { customerKeys: [key], ...contact })
    const { decisions } = DecisionResponse.parse(await answer.json())
    return decisions.flatMap((one) => ('tips' in one ? one.tips.map((tip) => tip.interrupts) : []))
  }
  const before = new Date(Date.now() - 60_000).toISOString()
  expect(await interrupts()).toEqual([false])
  expect(await interrupts(before)).toEqual([true])
  await post('/v1/outcomes', { outcomes: [outcome({ customerKey: key, kind: 'prompted' })] })
  expect(await interrupts(before)).toEqual([false])
  expect(await interrupts(new Date(Date.now() + 1000).toISOString())).toEqual([true])
})

it('shows a capped tip again when the days of the cap are over, also after a browser clock ran ahead', async () => {
  const key = keyOf(1052)
  const ahead = new Date(Date.now() + 4 * 60_000).toISOString()
  const answers = [1, 2].map(() => outcome({ customerKey: key, at: ahead }))
  await post('/v1/outcomes', { outcomes: answers })
  const tipsIn = async (days: number) => {
    const { decisions } = await decideFor(databases, [key], {
      agent: { subject: 'agent-1', roles: ['agent'], teams: [] },
      now: new Date(Date.now() + days * 86_400_000),
    })
    return decisions.map((one) => 'tips' in one && one.tips.length)
  }
  expect(await tipsIn(29)).toEqual([0])
  const twoMinutes = 2 / (24 * 60)
  expect(await tipsIn(30 + twoMinutes)).toEqual([1])
})

it('counts the answers of an agent as far back as the cap of the current playbook says', async () => {
  const agent = { subject: 'busy-agent', roles: ['agent' as const], teams: [] }
  const key = keyOf(1054)
  const now = Date.now()
  const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString()
  const given = [1, 20].map((days) => ({
    ...{ id: newRowId(), agent: agent.subject, home: '', tipId: 'call-back', kind: 'accepted' as const },
    ...{ at: daysAgo(days), receivedAt: daysAgo(days) },
  }))
  await customersDb.batch([customersDb.insert(agentAnswer).values(given)])
  const reasonUnder = async (days: number | undefined) => {
    const caps = days ? [{ per: 'agent' as const, categories: ['service' as const], max: 2, days }] : []
    await publishPlaybook({ caps })
    const { decisions } = await decideFor(databases, [key], { agent, now: new Date(now) })
    return decisions.flatMap((one) => ('hiddenTips' in one ? one.hiddenTips.map(({ reason }) => reason) : []))
  }
  expect(await reasonUnder(undefined)).toEqual([])
  expect(await reasonUnder(30)).toEqual(['cap-agent'])
  expect(await reasonUnder(10)).toEqual([])
})
