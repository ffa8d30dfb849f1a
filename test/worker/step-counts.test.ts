import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, inject, it } from 'vitest'
import {
  AdapterHealth,
  type StepCount,
  type StepCountBatch,
  StepCountReceipt,
} from '../../worker/contract/health.ts'
import { call, post, publishPlaybook, stepCount, stepCountBatch } from './edge.ts'

beforeAll(async () => {
  await publishPlaybook()
})
beforeEach(async () => {
  await env.PLAYBOOK.exec('delete from step_count')
})

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

async function send(batch: StepCountBatch): Promise<StepCountReceipt> {
  const answer = await post('/v1/health/readings', batch)
  expect(answer.status).toBe(200)
  return StepCountReceipt.parse(await answer.json())
}

async function health(days = 28): Promise<AdapterHealth> {
  const headers = { authorization: `Bearer ${inject('tokens').supervisor}` }
  const answer = await call(`/v1/health/adapters?days=${days}`, { headers })
  expect(answer.status).toBe(200)
  return AdapterHealth.parse(await answer.json())
}

const stored = async () => (await env.PLAYBOOK.prepare('select * from step_count').all()).results

it('adds up what browsers counted, by step, outcome and day', async () => {
  const failed = { step: 2, outcome: 'no-element' } as const
  await send(stepCountBatch(stepCount({ count: 3 }), stepCount({ ...failed, count: 2 })))
  await send(stepCountBatch(stepCount({ count: 4 }), stepCount({ count: 5, day: day(1) })))
  await send(stepCountBatch(stepCount({ screen: undefined, part: 'screen', step: 0, outcome: 'no-element' })))
  const { steps, playbooks } = await health()
  const number = { adapter: 'old-crm', screen: 'detail', part: 'number' }
  expect(steps).toEqual([
    { adapter: 'old-crm', part: 'screen', step: 0, outcome: 'no-element', days: { [day(0)]: 1 } },
    { ...number, step: 1, outcome: 'read', days: { [day(1)]: 5, [day(0)]: 7 } },
    { ...number, ...failed, days: { [day(0)]: 2 } },
  ])
  expect(playbooks).toEqual([
    { day: day(1), version: 1 },
    { day: day(0), version: 1 },
  ])
  expect((await health(1)).steps[1]?.days).toEqual({ [day(0)]: 7 })
})

it('counts a batch once, however often and how much at once it comes', async () => {
  const batch = stepCountBatch(stepCount({ count: 3 }))
  const receipts = await Promise.all([send(batch), send(batch), send(batch)])
  expect(receipts.map(({ state }) => state).toSorted()).toEqual(['counted', 'known', 'known'])
  expect(await send(batch)).toEqual({ state: 'known' })
  expect(await stored()).toMatchObject([{ count: 3 }])
})

it('keeps the counts of two versions apart and answers their sum', async () => {
  await publishPlaybook({ segments: [] })
  await send(stepCountBatch(stepCount()))
  await send({ ...stepCountBatch(stepCount({ count: 2 })), playbookVersion: 2 })
  expect(await stored()).toHaveLength(2)
  const { steps, playbooks } = await health()
  expect(steps).toMatchObject([{ days: { [day(0)]: 3 } }])
  expect(playbooks.map(({ version }) => version)).toEqual([1, 2])
})

it.each<[string, StepCountBatch, string]>([
  [
    'a version that never was',
    { ...stepCountBatch(), playbookVersion: 99 },
    'version 99 was never published',
  ],
  ['an adapter it has not', stepCountBatch(stepCount(), stepCount({ adapter: 'new-crm' })), 'counts/1 names'],
  ['a screen it has not', stepCountBatch(stepCount({ screen: 'c600238417705' })), 'counts/0 names'],
  ['a day long gone', stepCountBatch(stepCount({ day: day(91) })), 'counts/0 is of a day'],
  ['a day to come', stepCountBatch(stepCount({ day: day(-2) })), 'counts/0 is of a day'],
])('refuses for good a batch that names %s, and counts nothing of it', async (_, batch, why) => {
  expect(await send(batch)).toMatchObject({ state: 'refused', why: expect.stringContaining(why) })
  expect(await stored()).toEqual([])
})

it.each<[string, object]>([
  ['an id that is none', { screen: '客户详细' }],
  ['a number for a screen', { screen: '600238417705' }],
  ['a part that is none', { part: 'customer' }],
  ['an outcome that is none', { outcome: 'good' }],
  ['no count', { count: 0 }],
  ['half a count', { count: 0.5 }],
  ['anything more', { text: '600238417705' }],
  ['an hour', { day: '2026-05-06T07:00:00Z' }],
])('refuses a body with %s, and says where', async (_, change) => {
  const answer = await post('/v1/health/readings', stepCountBatch({ ...stepCount(), ...change } as StepCount))
  expect(answer.status).toBe(422)
  const text = await answer.text()
  expect(text).toContain('/counts/0')
  expect(text).not.toContain('600238417705')
})

it('refuses a batch with more than counts', async () => {
  const answer = await post('/v1/health/readings', { ...stepCountBatch(), customerKey: 'a'.repeat(64) })
  expect(answer.status).toBe(422)
})

it('keeps ninety days, and nothing of who sent what', async () => {
  const old = `insert into step_count values ('${day(91)}', 1, 'old-crm', 'detail', 'number', 1, 'read', 9)`
  await env.PLAYBOOK.exec(old)
  await env.PLAYBOOK.exec(`insert into step_count_batch values ('gone', '${day(91)}')`)
  const batch = stepCountBatch(stepCount({ day: day(90) }))
  await send(batch)
  expect(await stored()).toMatchObject([{ day: day(90) }])
  const { results } = await env.PLAYBOOK.prepare("select * from step_count_batch where id in ('gone', ?)")
    .bind(batch.id)
    .all()
  expect(results).toEqual([{ id: batch.id, received_on: day(0) }])
})
