import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import catalogue from '../../../db/packs/catalogue.json' with { type: 'json' }
import { Attribute } from '../../../worker/contract/catalogue.ts'
import { publishPlaybook } from '../edge.ts'
import { addCustomers, addEvents, ago, computed } from './runs.ts'

it('what is too old to decide with changes no headline', async () => {
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
})
