import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import * as z from 'zod'
import catalogue from '../../../db/packs/catalogue.json' with { type: 'json' }
import { Attribute } from '../../../worker/contract/catalogue.ts'
import type { Decision } from '../../../worker/contract/decision.ts'
import type { PreviewStretch } from '../../../worker/contract/preview.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { publishRun } from '../../../worker/services/segmentation/publish.ts'
import { as } from '../changes.ts'
import { databases, keyOf, playbook, post, publishPlaybook } from '../edge.ts'
import { addCustomers, addEvents, ago, at, clear, computed, published } from './runs.ts'

const ours = z
  .array(Attribute)
  .parse(catalogue)
  .filter(({ name, channel }) => channel === 'segmentation' || name.startsWith('vulnerability'))
const text = (zh: string) => ({ zh, en: zh })
const segments = [
  { id: 'valued', label: text('重要'), priority: 1, condition: 'customer.rfm_group == "champions"' },
  { id: 'leaving', label: text('流失'), priority: 2, condition: 'customer.life_stage == "leaving"' },
  { id: 'gentle', label: text('呵护'), priority: 3, condition: 'customer.vulnerable' },
  { id: 'sturdy', label: text('其他'), priority: 4, condition: '!customer.vulnerable' },
]

const DRIVERS = ['health', 'life_event', 'resilience', 'capability'].map((one) => `vulnerability_${one}`)
const none = Object.fromEntries(DRIVERS.map((name) => [name, false]))

beforeAll(async () => {
  await publishPlaybook({ catalogue: [...playbook.catalogue, ...ours], segments })
  await addCustomers(12, (customer) => ({
    age: 40,
    account_opened_on: ago(2000).slice(0, 10),
    ...(customer === 1 && { vulnerability_health: true }),
    ...(customer === 2 && none),
    ...(customer === 3 && { vulnerability_health: false }),
    ...(customer === 12 && { rfm_group: 'champions', vulnerable: true }),
  }))
  await addEvents([
    ...Array.from({ length: 10 }, (_, no) => no + 1).flatMap((customer) =>
      Array.from({ length: customer }, (_, no) => ({
        customer,
        days: 1 + (11 - customer) * 9 + no,
        amount: 1000 * customer,
      })),
    ),
    { customer: 5, days: 3, amount: null, kind: 'card_closed', channel: 'cards' },
  ])
})
beforeEach(clear)

const asking = { agent: { subject: 'agent-01', roles: ['agent'] as const, teams: [] }, now: new Date() }

async function decide(...customers: number[]): Promise<Decision[]> {
  const { decisions } = await decideFor(databases, customers.map(keyOf), asking)
  return decisions.map((one) => {
    if (one.status !== 'decided') throw new Error(one.status)
    return one
  })
}

const badges = async (customer: number) => (await decide(customer))[0]?.segments.map(({ id }) => id)

it('a run in preview changes nothing, a live one does, from the same one batch', async () => {
  const { id } = await computed('rfm')
  expect(await badges(10)).toEqual([])
  await publishRun(databases, { id, by: 'second', at })
  await decide(10)
  const batch = vi.spyOn(env.CUSTOMERS, 'batch')
  expect(await badges(10)).toEqual(['valued'])
  expect(batch).toHaveBeenCalledOnce()
  batch.mockRestore()
  const [first, nobody] = await decide(10, 11)
  expect(first?.facts.rfm_group).toBe('champions')
  expect(nobody?.facts.rfm_group).toBe('no-activity')
  // Computed again and not yet approved: agents go on with what is live.
  await env.CUSTOMERS.prepare('delete from event where customer_key = ?').bind(keyOf(10)).run()
  await computed('rfm')
  expect(await badges(10)).toEqual(['valued'])
})

it('a driver that is known, all known not to be, and not known are three things', async () => {
  await published('life-cycle')
  expect(await badges(1)).toContain('gentle')
  expect(await badges(2)).toContain('sturdy')
  const [unknown] = await decide(3)
  expect(unknown?.facts).not.toHaveProperty('vulnerable')
  expect(unknown?.segments.map(({ id }) => id)).not.toContain('sturdy')
  expect(await badges(5)).toContain('leaving')
})

it('an extract cannot say which group a customer is in', async () => {
  await published('rfm')
  const [one] = await decide(12)
  expect(one?.facts).toMatchObject({ rfm_group: 'no-activity' })
  expect(one?.facts).not.toHaveProperty('vulnerable')
})

it('previews count by the live groups', async () => {
  await published('rfm')
  const [, , , content] = segments
  const asked = {
    kind: 'segment',
    itemId: 'sturdy',
    content: { ...content, condition: 'customer.rfm_group == "no-activity"' },
  }
  const answer = await post('/v1/previews', asked, as('supervisor'))
  const { counts } = (await answer.json()) as PreviewStretch
  expect(counts).toMatchObject({ customers: 12, hit: 3 })
})

it('tells before it goes live for how many the headline would change', async () => {
  const live = await published('life-cycle')
  expect(live.result.effect).toMatchObject({ version: 1 })
  await addEvents([{ customer: 11, days: 2, amount: null, kind: 'account_closed' }])
  const { result } = await computed('life-cycle')
  expect(result.effect).toEqual({ version: 1, customers: 1, headline: 1, tips: 0 })
})
