import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { naiveGroup, naiveScores, type Year } from '../../segmentation/naive-rfm.ts'
import { addBase, keyOf, publishPlaybook } from '../edge.ts'
import { addCustomers, addEvents, ago, computed, membersOf, type Transaction } from './runs.ts'

const seeded = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
  return seed / 4_294_967_296
}

const random = seeded(7)
const whole = (most: number) => Math.floor(random() * most)

/** Many alike on purpose: days, numbers and amounts that stand often. */
const events: (Transaction & { amount: number })[] = Array.from({ length: 240 }, (_, no) => no + 1).flatMap(
  (customer) =>
    customer % 9 === 0
      ? []
      : Array.from({ length: 1 + whole(customer % 4 ? 3 : 12) }, () => ({
          customer,
          days: whole(30) * 13 + 0.5,
          amount: (1 + whole(8)) * 1000 * (random() < 0.3 ? -1 : 1),
        })),
)

beforeAll(async () => {
  await publishPlaybook()
  await addCustomers(250)
  await addEvents(events)
  // In another currency, and for its own last day: amounts of millions there are no more than hundreds here.
  await addBase({
    dataset: 'old',
    load: 'old-1',
    asOf: ago(4000),
    finishedAt: '2025-01-01T00:00:00.000Z',
    customers: Object.fromEntries(Array.from({ length: 20 }, (_, no) => [keyOf(1001 + no), {}])),
  })
  await env.CUSTOMERS.prepare("update dataset set currency = 'CZK' where id = 'old'").run()
  await addEvents(
    Array.from({ length: 20 }, (_, no) => ({
      customer: 1001 + no,
      days: 4000 + no * 11 + 0.5,
      amount: 5e8 + no,
    })),
    'old-1',
  )
  await addEvents([
    { customer: 241, days: 5, amount: 5_000_000, channel: 'loans', kind: 'loan_granted' },
    { customer: 242, days: 5, amount: null, channel: 'phone', kind: 'campaign_call' },
    { customer: 243, days: 366.5, amount: 100 },
    { customer: 9999, days: 3, amount: 100 },
  ])
})

function years(): Year[] {
  const all = [
    ...events.map((one) => ({ ...one, currency: 'CNY', shift: 0 })),
    ...Array.from({ length: 20 }, (_, no) => ({
      ...{ customer: 1001 + no, days: 4000 + no * 11 + 0.5, amount: 5e8 + no, currency: 'CZK', shift: 4000 },
    })),
  ].filter(({ days, shift }) => days - shift < 365)
  // Not number 9999, of whom there are events and no customer.
  const by = Map.groupBy(all, ({ customer }) => customer)
  return [...by].map(([customer, own]) => ({
    key: keyOf(customer),
    currency: own[0]?.currency ?? '',
    days: Math.floor(Math.min(...own.map(({ days, shift }) => days - shift))),
    times: own.length,
    amount: own.reduce((sum, { amount }) => sum + Math.abs(amount), 0),
  }))
}

it('scores and groups every customer as sorting and cutting by hand does', async () => {
  const run = await computed('rfm')
  expect(run).toMatchObject({ state: 'preview', failure: null })
  const { results } = await env.CUSTOMERS.prepare(
    `select customer_key as key, value, basis from segmentation_member where run_id = ?`,
  )
    .bind(run.id)
    .all<{ key: string; value: string; basis: string }>()
  const naive = naiveScores(years())
  expect(results.length).toBe(270)
  for (const { key, value, basis } of results) {
    const own = naive.get(key)
    if (!own) expect([key, value, basis]).toEqual([key, 'no-activity', '{}'])
    else {
      expect([key, JSON.parse(basis)]).toMatchObject([key, own])
      expect([key, value]).toEqual([key, naiveGroup(own)])
    }
  }
  expect(new Set(results.map(({ value }) => value)).size).toBeGreaterThan(6)
})

it('has nobody without a transaction of the year in a fifth', async () => {
  const { id } = await computed('rfm')
  const members = await membersOf(id)
  for (const customer of [9, 18, 241, 242, 243, 250])
    expect([customer, members[customer]]).toEqual([customer, 'no-activity'])
})

it('says how far each score reaches, amounts by currency', async () => {
  const { result } = await computed('rfm')
  const amounts = result.borders.filter(({ measure }) => measure === 'amount')
  expect(new Set(amounts.map(({ currency }) => currency))).toEqual(new Set(['CNY', 'CZK']))
  for (const { from, to } of result.borders) expect(from).toBeLessThanOrEqual(to)
  const recency = result.borders
    .filter(({ measure }) => measure === 'recency')
    .toSorted((a, b) => a.score - b.score)
  for (const [no, { to }] of recency.slice(1).entries()) expect(to).toBeLessThan(recency[no]?.from ?? 0)
  expect(result.sizes.reduce((sum, { customers }) => sum + customers, 0)).toBe(270)
})

it('says which datasets leave most customers without a score, and why', async () => {
  expect((await computed('rfm')).result.quiet).toEqual([])
  const customers = (from: number) =>
    Object.fromEntries(Array.from({ length: 400 }, (_, no) => [keyOf(from + no), {}]))
  const asOf = ago(1000)
  for (const [dataset, from] of [
    ['mute', 20_001],
    ['still', 30_001],
  ] as const)
    await addBase({ dataset, load: dataset, asOf, finishedAt: asOf, customers: customers(from) })
  await addEvents([{ customer: 30_001, days: 1400, amount: 100 }], 'still')
  expect((await computed('rfm')).result.quiet).toEqual([
    { dataset: 'mute', moment: asOf, last: null, silent: false, part: false },
    { dataset: 'still', moment: asOf, last: ago(1400), silent: false, part: false },
  ])
})
