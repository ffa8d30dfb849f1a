import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import catalogue from '../../db/packs/catalogue.json'
import { Attribute } from '../../worker/contract/catalogue.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { foldDue } from '../../worker/services/facts/due.ts'
import { freshFacts } from '../../worker/services/facts/fresh.ts'
import { customersDb, keyOf, publishPlaybook } from './edge.ts'
import { event, probeBase, rows, taken } from './ingest.ts'

const rules = { catalogue: catalogue.map((one) => Attribute.parse(one)), timeZone: 'Asia/Shanghai' }
const NOW = new Date('2026-11-26T04:00:00.000Z')
const DUE = '2026-01-01T00:00:00.000Z'
const [GOOD, BAD, LAST] = [keyOf(1), keyOf(2), keyOf(3)]
const NAMES = Array.from({ length: 40 }, (_, at) => keyOf(at + 1))
const fold = (now = NOW, db = customersDb) => foldDue(db, rules, now, Number.POSITIVE_INFINITY)

beforeAll(async () => {
  await publishPlaybook()
})
beforeEach(() => probeBase(Object.fromEntries(NAMES.map((key) => [key, {}]))))

/** Takes events, and has their customers due. */
async function send(some: readonly object[]) {
  const report = await taken('events', some)
  await env.CUSTOMERS.prepare('update dirty_customer set since = ?').bind(DUE).run()
  return report
}

const factsOf = async (key: string) => {
  const [row] = await rows('select facts, lineage from customer where key = ?', key)
  return { facts: JSON.parse(String(row?.facts)), lineage: JSON.parse(String(row?.lineage)) }
}

/** Amounts that came before there was a bound. */
const huge = (key: string, count: number) =>
  env.CUSTOMERS.prepare(
    `insert into event (load_id, id, customer_key, at, channel, kind, amount)
    with recursive n(n) as (select 1 union all select n + 1 from n where n < ?2)
    select 'live', ?1 || n, ?1, '2026-11-20', 'app', 'credit', 9007199254740991 from n`,
  )
    .bind(key, count)
    .run()

it('a sum that no number can hold is unknown, and stops nobody', async () => {
  await send([event(), event({ customerKey: BAD }), event({ customerKey: LAST })])
  await huge(BAD, 1100)
  await fold()
  expect((await factsOf(BAD)).facts).toMatchObject({ transactions: 1101 })
  expect((await factsOf(BAD)).facts).not.toHaveProperty('amount_in_30d')
  for (const key of [GOOD, LAST]) expect((await factsOf(key)).facts).toMatchObject({ amount_in_30d: 100 })
  expect(await rows('select 1 from dirty_customer where since = ?', DUE)).toEqual([])
})

it('the greatest sum that is exact stands', async () => {
  await huge(BAD, 1)
  await env.CUSTOMERS.prepare("insert into dirty_customer values ('live', ?, '2026')").bind(BAD).run()
  await fold()
  expect((await factsOf(BAD)).facts).toMatchObject({ amount_in_30d: Number.MAX_SAFE_INTEGER })
})

it('an amount that no customer has is refused by its name', async () => {
  const report = await send([
    event({ amount: 10_000_000_000_000 }),
    event({ amount: 10_000_000_000_001 }),
    event({ amount: -10_000_000_000_001 }),
  ])
  expect(report).toMatchObject({ taken: 1, refused: 2 })
  expect(report.refusals.map(({ line, code, member }) => [line, code, member])).toEqual([
    [2, 'bad-member', 'amount'],
    [3, 'bad-member', 'amount'],
  ])
})

it('one customer whose events cannot be folded is set aside, and all others are folded', async () => {
  await send(NAMES.map((customerKey) => event({ customerKey })))
  await fold()
  expect((await factsOf(BAD)).facts).toMatchObject({ amount_in_30d: 100 })
  await send([
    ...NAMES.map((customerKey) => event({ customerKey, amount: 50 })),
    event({ customerKey: BAD, kind: 'complaint_opened', amount: null }),
  ])
  await env.CUSTOMERS.prepare(`update event set detail = '{"complaint' where customer_key = ?`)
    .bind(BAD)
    .run()
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await fold()
  const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)))
  log.mockRestore()
  expect(lines).toMatchObject([{ level: 'error', work: 'fold one customer' }])
  expect(JSON.stringify(lines)).not.toContain(BAD)
  for (const key of NAMES.filter((key) => key !== BAD))
    expect((await factsOf(key)).facts).toMatchObject({ amount_in_30d: 150 })

  // What was folded before is rested on no more.
  const kept = { ...(await factsOf(BAD)), factsAsOf: NOW.toISOString(), asOf: NOW.toISOString() }
  expect(Object.keys(freshFacts(kept, rules.catalogue).stale)).toContain('amount_in_30d')
  expect(freshFacts(kept, rules.catalogue).facts).toEqual({})

  // It is tried again within the hour, and by then may be well.
  await env.CUSTOMERS.prepare('update event set detail = null').run()
  await fold(new Date(NOW.getTime() + 3_600_000))
  expect((await factsOf(BAD)).facts).toMatchObject({ amount_in_30d: 150 })
  expect(freshFacts({ ...kept, ...(await factsOf(BAD)) }, rules.catalogue).stale).toEqual({})
})

it('nobody is set aside because the database does not answer', async () => {
  await send([event()])
  const away = {
    prepare: (query: string) => env.CUSTOMERS.prepare(query),
    batch: async (statements: Parameters<Binding['batch']>[0]) => {
      if (statements.length > 2) throw new Error('D1_ERROR: Network connection lost.')
      return env.CUSTOMERS.batch(statements)
    },
  } as unknown as Binding
  await expect(fold(NOW, openDatabase(away))).rejects.toThrow('D1 failed')
  expect(await rows('select customer_key as key from dirty_customer where since = ?', DUE)).toEqual([
    { key: GOOD },
  ])
})
