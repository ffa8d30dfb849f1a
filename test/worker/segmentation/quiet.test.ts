import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import catalogue from '../../../db/packs/catalogue.json' with { type: 'json' }
import { Attribute } from '../../../worker/contract/catalogue.ts'
import { SegmentModel } from '../../../worker/contract/segmentation.ts'
import { listRuns } from '../../../worker/services/segmentation/list.ts'
import { addBase, databases, keyOf, publishPlaybook } from '../edge.ts'
import { addCustomers, addEvents, ago, clear, computed, NOW, published } from './runs.ts'

const shipped = catalogue.map((one) => Attribute.parse(one))
/** Numbers from the extract alone; of what is made from events only a day. */
const given = shipped
  .filter(({ type, fold }) => !fold || type === 'date')
  .map((one) => ({ ...one, ...(one.fold && { freshDays: 2 }) }))

beforeAll(async () => {
  await publishPlaybook({ catalogue: shipped })
  await addCustomers(60, (customer) => ({
    ...{ age: 20 + customer, deposit_balance: customer * 1000 },
    ...{ account_opened_on: '2019-01-01' },
  }))
  await addEvents(Array.from({ length: 60 }, (_, no) => ({ customer: no + 1, days: 20, amount: 100 })))
})
beforeEach(clear)

const came = (moment: string | null, dataset = 'base') =>
  env.CUSTOMERS.prepare('update dataset set events_at = ? where id = ?').bind(moment, dataset).run()
const facts = (moment: string) =>
  env.CUSTOMERS.prepare('update customer set facts_as_of = ?').bind(moment).run()

it.each(SegmentModel.options)('to which events came in time no run warns: %s', async (model) => {
  await facts(ago(1))
  await came(ago(1))
  expect((await computed(model)).result.quiet).toEqual([])
})

it.each(SegmentModel.options)(
  'warns of a dataset to which events come no more, as decisions do: %s',
  async (model) => {
    await facts(ago(1))
    await came(ago(20))
    const moment = NOW.toISOString()
    expect((await computed(model)).result.quiet).toEqual([
      { dataset: 'base', moment, last: ago(20), silent: true, part: false },
    ])
  },
)

it('where one kind alone comes no more it says that it is a part', async () => {
  await facts(ago(1))
  await came(ago(1))
  const day = ago(40).slice(0, 10)
  const late = JSON.stringify([{ kind: 'contact', last: day, gap: 1 }])
  const stopped = (list: string | null) =>
    env.CUSTOMERS.prepare('update dataset set late_kinds = ?').bind(list).run()
  await stopped(late)
  const part = { ...{ dataset: 'base', moment: NOW.toISOString() }, silent: true, part: true }
  expect((await computed('life-cycle')).result.quiet).toEqual([{ ...part, last: `${day}T00:00:00.000Z` }])
  await came(ago(35))
  expect((await computed('life-cycle')).result.quiet).toEqual([{ ...part, last: ago(35), part: false }])
  await stopped(null)
})

it('not where a companion still has them, nor of history', async () => {
  await came(ago(20))
  await addBase({ dataset: 'cards', load: 'cards-1', finishedAt: ago(9), customers: { [keyOf(1)]: {} } })
  await came(ago(1), 'cards')
  expect((await computed('life-cycle')).result.quiet).toEqual([])
  await env.CUSTOMERS.prepare("update dataset set as_of = ? where id = 'base'").bind(ago(1)).run()
  await came(null)
  expect((await computed('life-cycle')).result.quiet).toEqual([])
  await env.CUSTOMERS.prepare("delete from dataset where id = 'cards'").run()
})

it('of history where most did nothing for a year: the life cycle as well', async () => {
  await env.CUSTOMERS.prepare("update dataset set as_of = ? where id = 'base'").bind(NOW.toISOString()).run()
  await env.CUSTOMERS.prepare('update event set at = ?').bind(ago(500)).run()
  const quiet = { dataset: 'base', moment: NOW.toISOString(), last: ago(500), silent: false, part: false }
  for (const model of ['rfm', 'life-cycle'] as const)
    expect((await computed(model)).result.quiet).toEqual([quiet])
})

it('clusters of given facts alone rest on no events', async () => {
  await env.CUSTOMERS.prepare("update dataset set as_of = null where id = 'base'").run()
  await publishPlaybook({ catalogue: given })
  await came(ago(20))
  expect((await computed('clusters')).result.quiet).toEqual([])
  expect((await computed('rfm')).result.quiet).toHaveLength(1)
})

it('a live run is told to be too old where something is decided for now', async () => {
  const { id } = await published('life-cycle')
  const oldAt = async (days: number) =>
    (await listRuns(databases, new Date(NOW.getTime() + days * 86_400_000))).old
  expect(await oldAt(30.9)).toEqual([])
  expect(await oldAt(31.1)).toEqual([id])
  await env.CUSTOMERS.prepare("update dataset set as_of = ? where id = 'base'").bind(ago(1)).run()
  expect(await oldAt(31.1)).toEqual([])
})
