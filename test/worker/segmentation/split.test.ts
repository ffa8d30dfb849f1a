import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import catalogue from '../../../db/packs/catalogue.json' with { type: 'json' }
import { Attribute } from '../../../worker/contract/catalogue.ts'
import type { PreviewStretch } from '../../../worker/contract/preview.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { as } from '../changes.ts'
import { databases, keyOf, post, publishPlaybook } from '../edge.ts'
import { taken } from '../ingest.ts'
import { addCustomers, addEvents, ago, clear, computed, membersOf, NOW, published } from './runs.ts'

const text = (zh: string) => ({ zh, en: zh })
const staying = {
  id: 'staying',
  label: text('往来'),
  priority: 1,
  condition: 'customer.life_stage == "settled"',
}
const ours = catalogue.map((one) => Attribute.parse(one)).filter(({ name }) => name !== 'segments')

/** Of customers 1 to 6 some are split. */
const events = [1, 2, 3, 4, 5, 6].flatMap((customer) => [
  { customer, days: 100, amount: 1000 },
  { customer, days: 2, amount: 1000 },
])

beforeAll(async () => {
  await publishPlaybook({ catalogue: ours, segments: [staying] })
  await addCustomers(6)
  await env.CUSTOMERS.prepare("update load set started_at = ? where id = 'base-1'").bind(ago(400)).run()
})
beforeEach(async () => {
  await clear()
  await env.CUSTOMERS.prepare('delete from customer_move').run()
  await env.CUSTOMERS.prepare('delete from event').run()
  await addEvents(events)
})

const split = (customer: number, days: number) =>
  taken(
    'moves',
    [
      {
        id: `split-${customer}`,
        oldKey: keyOf(customer),
        newKey: keyOf(customer + 100),
        kind: 'split',
        at: ago(days),
      },
    ],
    { dataset: 'base' },
  )

const restedOn = async (customer: number) => {
  const asking = { agent: { subject: 'a', roles: ['agent'] as const, teams: [] }, now: NOW }
  const [decision] = (await decideFor(databases, [keyOf(customer)], asking)).decisions
  if (decision?.status !== 'decided') throw new Error(decision?.status)
  return { facts: decision.facts, stale: decision.stale }
}

const hits = async () => {
  const asked = { kind: 'segment', itemId: 'staying', content: { ...staying, priority: 2 } }
  const { counts } = (await (await post('/v1/previews', asked, as('supervisor'))).json()) as PreviewStretch
  return counts.hit
}

it.each([
  ['that a run did not know of', 3],
  ['of before the run, told after it', 30],
])('after a split %s nobody rests on the groups of it, nor does a preview', async (_, days) => {
  await published('life-cycle')
  expect((await restedOn(2)).facts.life_stage).toBe('settled')
  expect(await hits()).toBe(6)
  await split(2, days)
  const { facts, stale } = await restedOn(2)
  expect(facts).not.toHaveProperty('life_stage')
  expect(stale).toContain('life_stage')
  expect(await hits()).toBe(5)
})

it.each(['rfm', 'life-cycle'] as const)(
  'while events of before a split may be the other’s there is no group: %s',
  async (model) => {
    await split(2, 50)
    await split(3, 150)
    const { id, result } = await published(model)
    const members = await membersOf(id)
    expect(members[2]).toBe('')
    expect(members[3]).not.toBe('')
    expect(members[3]).toBe(members[1])
    expect(result.sizes).toContainEqual({ value: '', customers: 1 })
    // The run knew of that split, and its events are all of after it.
    const name = model === 'rfm' ? 'rfm_group' : 'life_stage'
    expect((await restedOn(3)).facts[name]).toBe(members[3])
    expect((await restedOn(2)).facts).not.toHaveProperty(name)
  },
)

it.each(['rfm', 'life-cycle'] as const)('there is one again where all was sent anew: %s', async (model) => {
  await split(2, 50)
  await env.CUSTOMERS.prepare("update load set started_at = ? where id = 'base-1'").bind(ago(40)).run()
  const { id } = await computed(model)
  await env.CUSTOMERS.prepare("update load set started_at = ? where id = 'base-1'").bind(ago(400)).run()
  const members = await membersOf(id)
  expect(members[2]).toBe(members[1])
})

it('of a split customer who does nothing a run says so', async () => {
  await env.CUSTOMERS.prepare('delete from event where customer_key = ?').bind(keyOf(2)).run()
  await split(2, 50)
  const { id } = await published('rfm')
  expect((await membersOf(id))[2]).toBe('no-activity')
  expect((await restedOn(2)).facts.rfm_group).toBe('no-activity')
})

it('a split counts for whom the customer ended as', async () => {
  const move = { id: 'merge', oldKey: keyOf(7), newKey: keyOf(5), kind: 'merged', at: ago(20) }
  await taken('moves', [move], { dataset: 'base' })
  await env.CUSTOMERS.prepare(
    'insert into customer_move (id, old_key, new_key, kind, at) values (?, ?, ?, ?, ?)',
  )
    .bind('before', keyOf(7), keyOf(107), 'split', ago(50))
    .run()
  const { id } = await computed('life-cycle')
  expect((await membersOf(id))[5]).toBe('')
})
