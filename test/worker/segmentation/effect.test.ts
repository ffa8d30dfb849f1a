import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import catalogue from '../../../db/packs/catalogue.json' with { type: 'json' }
import { Attribute } from '../../../worker/contract/catalogue.ts'
import { keyOf, publishPlaybook } from '../edge.ts'
import { taken } from '../ingest.ts'
import { addCustomers, addEvents, ago, clear, computed, published } from './runs.ts'

it('what is too old to decide with changes no headline, and groups that are have none to decide with', async () => {
  const label = { zh: '往来', en: 'staying' }
  const condition = 'customer.life_stage == "settled" && customer.deposit_balance > 0'
  await publishPlaybook({
    catalogue: catalogue.map((one) => Attribute.parse(one)),
    segments: [{ id: 'staying', label, priority: 1, condition }],
  })
  await addCustomers(3, () => ({ deposit_balance: 100 }))
  await addEvents([1, 2, 3].map((customer) => ({ customer, days: 2, amount: 100 })))
  const headlines = async (factsAsOf: string) => {
    await env.CUSTOMERS.prepare('update customer set facts_as_of = ?').bind(factsAsOf).run()
    return (await computed('life-cycle')).result.effect
  }
  expect(await headlines(ago(400))).toMatchObject({ customers: 3, headline: 0 })
  expect(await headlines(ago(1))).toMatchObject({ customers: 3, headline: 3 })
  // Once they are live the same groups change nothing, until those are too old or one of the customers is split.
  await clear()
  await published('life-cycle')
  expect(await headlines(ago(1))).toMatchObject({ customers: 0, headline: 0 })
  const began = async (moment: string) => {
    for (const db of [env.PLAYBOOK, env.CUSTOMERS])
      await db.prepare("update segmentation_run set started_at = ? where state = 'live'").bind(moment).run()
  }
  await began(ago(32))
  expect(await headlines(ago(1))).toMatchObject({ customers: 3, headline: 3 })
  await began(ago(30))
  expect(await headlines(ago(1))).toMatchObject({ customers: 0, headline: 0 })
  const split = { id: 'split', oldKey: keyOf(1), newKey: keyOf(101), kind: 'split', at: ago(3) }
  await taken('moves', [split], { dataset: 'base' })
  expect(await headlines(ago(1))).toMatchObject({ customers: 1, headline: 1 })
  await env.CUSTOMERS.prepare('update dataset set as_of = ?').bind(ago(0)).run()
  await env.CUSTOMERS.prepare('delete from customer_move').run()
  await began(ago(32))
  expect(await headlines(ago(1))).toMatchObject({ customers: 0, headline: 0 })
})
