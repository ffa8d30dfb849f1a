import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import catalogue from '../../db/packs/catalogue.json'
import { Attribute } from '../../worker/contract/catalogue.ts'
import { foldDue } from '../../worker/services/facts/due.ts'
import { freshFacts } from '../../worker/services/facts/fresh.ts'
import { addBase, customersDb, keyOf, publishPlaybook } from './edge.ts'
import { event, probeBase, rows, taken } from './ingest.ts'

const rules = { catalogue: catalogue.map((one) => Attribute.parse(one)), timeZone: 'Asia/Shanghai' }
const NOW = new Date('2026-11-26T04:00:00.000Z')
const SPLIT = '2026-11-25T16:00:00.000Z'
const [OLD, NEW] = [keyOf(1), keyOf(2)]

beforeAll(async () => {
  await publishPlaybook()
})
beforeEach(() => probeBase({ [OLD]: { age: 40 }, [NEW]: {} }))

async function fold(now = NOW) {
  await env.CUSTOMERS.prepare("update dirty_customer set since = '2026'").run()
  await foldDue(customersDb, rules, now, Number.POSITIVE_INFINITY)
}

async function factsOf(key: string) {
  const [row] = await rows('select facts from customer where key = ?', key)
  return JSON.parse(String(row?.facts))
}

async function rested(now = NOW, splitAt: string | null = SPLIT) {
  const [row] = await rows('select facts, lineage from customer where key = ?', OLD)
  const kept = { facts: JSON.parse(String(row?.facts)), lineage: JSON.parse(String(row?.lineage)) }
  return freshFacts(
    { ...kept, factsAsOf: '2026-11-20T00:00:00.000Z', asOf: now.toISOString(), splitAt },
    rules.catalogue,
  )
}

const split = () => taken('moves', [{ id: 's1', oldKey: OLD, newKey: NEW, kind: 'split', at: SPLIT }])

const before = [
  event({ at: '2026-07-01', kind: 'credit' }),
  event({ at: '2026-11-14', kind: 'debit' }),
  event({ at: '2026-11-04', kind: 'debit' }),
  event({ at: '2026-10-28', kind: 'debit' }),
  event({
    at: '2026-11-06',
    kind: 'complaint_opened',
    channel: 'phone',
    detail: { complaint: 'a', matter: 'fee' },
  }),
  event({ at: '2026-11-10', kind: 'contact', channel: 'phone' }),
]
const since = [
  event({ at: '2026-11-26T02:00:00.000Z', kind: 'debit' }),
  event({ at: '2026-11-26T02:30:00.000Z', kind: 'contact', channel: 'app' }),
]

it('after a split nothing is rested on that was folded from events of before', async () => {
  await taken('events', before)
  await fold()
  expect((await rested(NOW, null)).facts).toMatchObject({ transactions: 4, complaint_matter: 'fee' })
  await split()
  // Not yet folded anew: of all that nobody knows.
  expect((await rested()).facts).toEqual({})
  await taken('events', since)
  await fold()
  const { facts, stale } = await rested()
  expect(Object.keys(stale)).toEqual(
    expect.arrayContaining([
      ...['transactions', 'transactions_90d', 'amount_out_30d', 'amount_out_90d', 'contacts_30d', 'age'],
      ...['complaint_opened_on', 'complaint_matter', 'complaint_stage', 'complaints_open'],
    ]),
  )
  // What the last event alone says, and that there was nothing in either.
  expect(facts).toMatchObject({
    ...{ last_transaction_on: '2026-11-26', last_contact_channel: 'app' },
    ...{ amount_in_30d: 0, app_contacts_30d: 1 },
  })
  expect(stale.last_transaction_on).toBeUndefined()
})

it('is rested on again once no event of before is left in it', async () => {
  await taken('events', before)
  await split()
  await taken('events', since)
  await fold()
  expect((await rested()).facts).not.toHaveProperty('amount_out_30d')
  const later = new Date('2026-12-20T04:00:00.000Z')
  await fold(later)
  const { facts, stale } = await rested(later)
  expect(facts).toMatchObject({ amount_out_30d: 100, contacts_30d: 1 })
  expect(Object.keys(stale)).toEqual(expect.arrayContaining(['amount_out_90d', 'transactions']))
})

it('is rested on again once all was sent anew, in a full refresh that began after', async () => {
  await taken('events', before)
  await split()
  await env.CUSTOMERS.prepare('update load set started_at = ?').bind(SPLIT).run()
  await fold()
  expect((await rested()).facts).toEqual({ amount_in_30d: 0, amount_in_90d: 0 })
  await env.CUSTOMERS.batch([
    env.CUSTOMERS.prepare("update load set started_at = '2026-11-25T16:00:00.001Z'"),
    env.CUSTOMERS.prepare("insert or replace into dirty_customer values ('live', ?, '2026')").bind(OLD),
  ])
  await fold()
  expect((await rested()).facts).toMatchObject({ transactions: 4, complaint_matter: 'fee' })
})

it('a day without a time on which the customer was split may be from before', async () => {
  await split()
  await taken('events', [event({ at: '2026-11-26', kind: 'debit' })])
  await fold()
  expect((await rested()).facts).not.toHaveProperty('transactions')
  expect((await rested(NOW, '2026-11-25T15:59:59.999Z')).facts).toMatchObject({ transactions: 1 })
})

it('a split has its customer folded anew, and nobody else', async () => {
  await taken('events', [...before, event({ customerKey: NEW })])
  await fold()
  await split()
  expect(
    await rows("select customer_key as key from dirty_customer where since > '2026-11-26'"),
  ).toContainEqual({
    key: OLD,
  })
})

it('whose events came into another dataset is folded anew as well, merged or not', async () => {
  const other = keyOf(3)
  await probeBase({ [OLD]: { age: 40 }, [other]: {} })
  await addBase({ dataset: 'cards', load: 'cards', finishedAt: '2026-11-01T00:00:00.000Z', customers: {} })
  await taken('events', before, { dataset: 'cards' })
  await fold()
  await env.CUSTOMERS.prepare('delete from dirty_customer').run()
  const due = () => rows("select customer_key as key from dirty_customer where load_id = 'live'")
  await split()
  expect(await due()).toEqual([{ key: OLD }])
  await taken('moves', [{ id: 'm2', oldKey: OLD, newKey: other, kind: 'merged', at: SPLIT }])
  await fold()
  await env.CUSTOMERS.prepare('delete from dirty_customer').run()
  await taken('moves', [
    { id: 's3', oldKey: OLD, newKey: NEW, kind: 'split', at: '2026-11-25T17:00:00.000Z' },
  ])
  expect(await due()).toEqual([{ key: other }])
})

it('of customers who were never split the lineage says nothing more', async () => {
  await taken('events', before)
  await fold()
  const [row] = await rows('select lineage from customer where key = ?', OLD)
  expect(String(row?.lineage)).not.toContain('"from"')
})

it('two who were merged by mistake are themselves again by a split and what is sent after it', async () => {
  const [other, own] = [keyOf(3), keyOf(4)]
  await probeBase({ [OLD]: { age: 40 }, [other]: { age: 70 }, [own]: {} })
  const mine = [event({ at: '2026-11-20', kind: 'debit', amount: 100 })]
  const theirs = [
    event({ customerKey: other, at: '2026-11-21', kind: 'debit', amount: 7 }),
    event({ customerKey: other, at: '2026-11-22', kind: 'contact', channel: 'phone' }),
  ]
  const link = { hash: 'd'.repeat(64), kind: 'card', role: 'owner', certain: true, source: 'core' }
  await taken('events', [...mine, ...theirs])
  await taken('identifiers', [{ ...link, customerKey: other, at: '2026-11-01T00:00:00.000Z' }])
  await taken('moves', [
    { id: 'm1', oldKey: other, newKey: OLD, kind: 'merged', at: '2026-11-23T00:00:00.000Z' },
  ])
  await fold()
  expect((await rested(NOW, null)).facts).toMatchObject({ amount_out_30d: 107 })

  await taken('moves', [{ id: 's2', oldKey: OLD, newKey: own, kind: 'split', at: SPLIT }])
  const at = '2026-11-25T16:00:00.001Z'
  const again = theirs.map((one) => ({ ...one, customerKey: own, at: one.at.concat('T00:00:00.001Z') }))
  await taken('events', again)
  await taken('identifiers', [{ ...link, customerKey: own, at }])
  await taken('customers', [
    { customerKey: OLD, at, facts: { age: 40 } },
    { customerKey: own, at, facts: { age: 70 } },
  ])
  await fold()
  // Told of nobody but whom it is of; sums of the one who was split wait, and say so.
  expect(await factsOf(own)).toMatchObject({ age: 70, amount_out_30d: 7, last_contact_channel: 'phone' })
  const { facts, stale } = await rested()
  expect(facts).toMatchObject({ age: 40 })
  expect(facts).not.toHaveProperty('last_contact_channel')
  expect(Object.keys(stale)).toContain('amount_out_30d')
  const later = new Date('2026-12-25T04:00:00.000Z')
  await taken('events', [event({ at: '2026-11-26T02:00:00.000Z', kind: 'debit', amount: 9 })])
  await fold(later)
  expect((await rested(later)).facts).toMatchObject({ amount_out_30d: 9 })
})
