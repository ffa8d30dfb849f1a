import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { Attribute, type Fold } from '../../../worker/contract/catalogue.ts'
import { keepBase } from '../../../worker/jobs/keep-base.ts'
import { runSql } from '../../../worker/services/database.ts'
import type { Databases } from '../../../worker/services/databases.ts'
import { foldDue } from '../../../worker/services/facts/due.ts'
import { foldsDigest } from '../../../worker/services/facts/folds-digest.ts'
import { stepWalk } from '../../../worker/services/facts/step-walk.ts'
import { bucketOf } from '../../../worker/services/placement/bucket.ts'
import { stepMove } from '../../../worker/services/placement/moving/step.ts'
import { playbook, publishPlaybook } from '../edge.ts'
import { fill } from './base.ts'
import { deployment, edgeOf, inAll, inEach, NAMES, spreadKey } from './many.ts'

const label = { zh: '试', en: 'probe' }
const made = (name: string, fold: Fold): Attribute =>
  Attribute.parse({ name, type: 'int', label, sensitivity: 'C1', channel: 'core', fold })
const [age] = playbook.catalogue
if (!age) throw new Error('no attribute')
const calls = made('calls', { op: 'count' })
const paid = made('paid', { op: 'sum', of: 'amount' })
const [before, after] = [
  [age, calls],
  [age, calls, paid],
]
const keys = await Promise.all(Array.from({ length: 24 }, (_, n) => spreadKey(n)))
const started = '2026-01-01T00:00:00.000Z'

let databases: Databases
beforeEach(async () => {
  await env.PLAYBOOK.exec('delete from placement; delete from bucket_move;')
  for (const name of NAMES)
    for (const table of ['bucket', 'dataset', 'load', 'customer', 'event', 'dirty_customer', 'fold_walk'])
      await env[name].exec(`delete from ${table}`)
  ;({ databases } = edgeOf(deployment()))
  await publishPlaybook({ catalogue: before })
  await fill(databases, {
    keys,
    tables: [
      ['dataset', null, [{ id: 'd', live_load: 'l', as_of: null, currency: 'CNY' }]],
      [
        'load',
        null,
        [{ id: 'l', dataset_id: 'd', state: 'done', started_at: started, finished_at: started }],
      ],
      ['customer', 'key', keys.map((key) => ({ key, load_id: 'l', facts: '{}', facts_as_of: started }))],
      [
        ...(['event', 'customer_key'] as const),
        keys.map((customer_key, n) => ({
          ...{
            load_id: 'l',
            id: `e${n}`,
            customer_key,
            at: started,
            channel: 'app',
            kind: 'credit',
            amount: 5,
          },
        })),
      ],
    ],
  })
  await keepBase(databases, new Date())
})

const factsOf = async (...of: string[]) =>
  (await inAll('select key, facts from customer'))
    .filter(({ key }) => of.includes(String(key)))
    .map(({ facts }) => JSON.parse(String(facts)))
const alike = (of: readonly string[], facts: object) => of.map(() => facts)

it('the customers of every database are folded anew', async () => {
  expect(await factsOf(...keys)).toEqual(alike(keys, { calls: 1 }))
  await publishPlaybook({ catalogue: after })
  await keepBase(databases, new Date())
  expect(await factsOf(...keys)).toEqual(alike(keys, { calls: 1, paid: 5 }))
  expect(await inEach('select after from fold_walk')).toEqual(NAMES.map(() => [{ after: null }]))
})

const [one] = keys.filter((key) => databasesName(key) === 'CUSTOMERS_1')
/** By the even ranges that the first request there is spreads buckets in. */
function databasesName(key: string): string | undefined {
  return NAMES[Math.floor((bucketOf(key) * NAMES.length) / 4096)]
}
const bucket = bucketOf(one ?? '')
const mates = keys.filter((key) => bucketOf(key) === bucket)

const go = async (to: (typeof NAMES)[number]) => {
  const plan = `insert into bucket_move values (?, ?, 'a', '2026')`
  await env.PLAYBOOK.prepare(plan).bind(bucket, to).run()
}
const moved = async () => {
  while ((await stepMove(databases)) === 'done');
  expect(
    (await inEach('select 1 as here from bucket where id = ?', bucket)).map(([row]) => row?.here),
  ).toContain(1)
}
const due = async () =>
  (await inEach('select customer_key as key from dirty_customer')).map((some) => some.map(({ key }) => key))

/** Walks one database alone. */
async function walked(name: (typeof NAMES)[number]) {
  const db = databases.customers.find((some) => some.name === name)
  if (!db) throw new Error(name)
  const rules = { catalogue: after, timeZone: playbook.timeZone }
  const forever = Number.POSITIVE_INFINITY
  await foldDue(db, rules, new Date(), forever)
  while (await stepWalk(db, await foldsDigest(rules), new Date()));
  await foldDue(db, rules, new Date(), forever)
}

it('a bucket that comes from where the walk has not been, to where it has, is folded there', async () => {
  await publishPlaybook({ catalogue: after })
  await walked('CUSTOMERS_4')
  await go('CUSTOMERS_4')
  await moved()
  expect(await due()).toEqual([[], [], [], mates])
  await keepBase(databases, new Date())
  expect(await factsOf(...keys)).toEqual(alike(keys, { calls: 1, paid: 5 }))
})

it('nobody of a bucket is folded anew where both databases were walked', async () => {
  await go('CUSTOMERS_4')
  await moved()
  expect(await due()).toEqual([[], [], [], []])
})

it('nobody is passed over where the walk comes by while a bucket is on its way', async () => {
  await go('CUSTOMERS_4')
  // Up to where the rows are there and nobody sees them.
  while ((await stepMove(databases)) === 'done')
    if ((await inEach('select folds from arriving_bucket where folds is not null'))[3]?.length) break
  await publishPlaybook({ catalogue: after })
  await walked('CUSTOMERS_4')
  await moved()
  await keepBase(databases, new Date())
  expect(await factsOf(...keys)).toEqual(alike(keys, { calls: 1, paid: 5 }))
})

it('whoever is due goes on being due where a bucket goes', async () => {
  await publishPlaybook({ catalogue: after })
  const db = databases.customers[0]
  if (!db) throw new Error('no database')
  await foldDue(db, { catalogue: after, timeZone: playbook.timeZone }, new Date(), Number.POSITIVE_INFINITY)
  const folds = await foldsDigest({ catalogue: after, timeZone: playbook.timeZone })
  while (await stepWalk(db, folds, new Date()));
  await walked('CUSTOMERS_4')
  await go('CUSTOMERS_4')
  await moved()
  expect((await due())[3]).toEqual(mates)
  await keepBase(databases, new Date())
  expect(await factsOf(...keys)).toEqual(alike(keys, { calls: 1, paid: 5 }))
})

it('a bucket leaves only with what was noted of the walk', async () => {
  await go('CUSTOMERS_4')
  const source = databases.customers[0]
  if (!source) throw new Error('no database')
  while ((await stepMove(databases)) === 'done')
    if ((await inEach('select folds from arriving_bucket where folds is not null'))[3]?.length) break
  await runSql(source, [{ text: "update fold_walk set after = '00'", values: [] }])
  expect(await stepMove(databases)).toBe('done')
  expect((await inEach('select folds from arriving_bucket'))[3]).toEqual([{ folds: null }])
})

it('nor does it leave where that changes at the last moment', async () => {
  await go('CUSTOMERS_4')
  let [asked, changed] = [false, false]
  const late = {
    prepare: (sql: string) => {
      asked ||= sql.includes('json_array(folds, after)')
      return env.CUSTOMERS_1.prepare(sql)
    },
    batch: async (statements: never) => {
      const results = await env.CUSTOMERS_1.batch(statements)
      const noted = (await inEach('select folds from arriving_bucket where folds is not null'))[3]?.length
      if (asked && noted && !changed) {
        changed = true
        await env.CUSTOMERS_1.exec("update fold_walk set folds = 'others', after = ''")
      }
      asked = false
      return results
    },
  }
  const { databases: watched } = edgeOf({ ...deployment(), CUSTOMERS_1: late } as never)
  while (!changed) expect(await stepMove(watched)).toBe('done')
  expect((await inEach('select 1 as here from bucket where id = ?', bucket))[0]).toEqual([{ here: 1 }])
  expect((await inEach('select folds from arriving_bucket'))[3]).not.toEqual([{ folds: null }])
  await moved()
  expect(await due()).toEqual([[], [], [], mates])
})
