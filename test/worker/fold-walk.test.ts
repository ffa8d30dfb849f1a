import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { Attribute, type Fold } from '../../worker/contract/catalogue.ts'
import { keepBase } from '../../worker/jobs/keep-base.ts'
import { type Binding, type Database, openDatabase } from '../../worker/services/database.ts'
import { foldDue } from '../../worker/services/facts/due.ts'
import { wordsOf } from '../../worker/services/facts/fold-words.ts'
import { foldsDigest } from '../../worker/services/facts/folds-digest.ts'
import { type FoldRules, refold } from '../../worker/services/facts/refold.ts'
import { stepWalk } from '../../worker/services/facts/step-walk.ts'
import { walkFolds } from '../../worker/services/facts/walk.ts'
import { rewriteKeys } from '../../worker/services/rotations/rewrite.ts'
import { addBase, customersDb, databases, keyOf, playbook, publishPlaybook } from './edge.ts'
import { clearBase, rows } from './ingest.ts'

const NOW = new Date('2026-03-31T04:00:00.000Z')
const label = { zh: '试', en: 'probe' }
const made = (name: string, fold?: Fold): Attribute =>
  Attribute.parse({ name, type: 'int', label, sensitivity: 'C1', channel: 'core', ...(fold && { fold }) })
const rulesOf = (...catalogue: Attribute[]): FoldRules => ({ catalogue, timeZone: 'Asia/Shanghai' })
const paid = (withinDays: number) => made('paid', { op: 'sum', of: 'amount', withinDays })
const calls = made('calls', { op: 'count', kinds: ['credit'] })
const before = rulesOf(paid(90))
const after = rulesOf(paid(30), calls)

const CUSTOMERS = 7
const keys = Array.from({ length: CUSTOMERS }, (_, n) => keyOf(n + 1))

beforeEach(async () => {
  await clearBase('fold_walk')
  await addBase({
    ...{ dataset: 'd', load: 'l', finishedAt: '2026-01-01T00:00:00.000Z' },
    customers: Object.fromEntries([...keys, keyOf(99)].map((key) => [key, { age: 40 }])),
  })
  for (const key of keys) await happen(key, 'l')
})

/** An event that is in a window of 90 days and in none of 30, and one that is in both; nobody is told. */
const happen = (key: string, load: string) =>
  env.CUSTOMERS.batch(
    [
      ['2026-01-20', 10],
      ['2026-03-20', 1],
    ].map(([at, amount], n) =>
      env.CUSTOMERS.prepare("insert into event values (?, ?, ?, ?, 'app', 'credit', ?, null)").bind(
        ...[load, `${key}-${n}`, key, at, amount],
      ),
    ),
  )

/** What a minute's job does with one database. */
async function minute(rules: FoldRules, now = NOW, db: Database = customersDb) {
  const forever = Number.POSITIVE_INFINITY
  if (await foldDue(db, rules, now, forever)) await walkFolds(db, rules, now, forever)
}

const facts = async (load = 'l') =>
  (await rows('select facts from customer where load_id = ? and key <> ? order by key', load, keyOf(99))).map(
    (row) => JSON.parse(String(row.facts)),
  )
const everybody = (some: object) => keys.map(() => ({ age: 40, ...some }))
const walk = async () => (await rows('select after from fold_walk'))[0]?.after

it('customers of whom nothing comes in get what the catalogue makes of their events from now on', async () => {
  const [age] = playbook.catalogue
  if (!age) throw new Error('no attribute')
  const now = new Date()
  await env.CUSTOMERS.prepare('update event set at = ?').bind(now.toISOString().slice(0, 10)).run()
  await publishPlaybook({ catalogue: [age, paid(90)] })
  await keepBase(databases, now)
  expect(await facts()).toEqual(everybody({ paid: 11 }))
  await publishPlaybook({ catalogue: [age, paid(90), calls] })
  await keepBase(databases, now)
  expect(await facts()).toEqual(everybody({ paid: 11, calls: 2 }))
  await publishPlaybook({ catalogue: [age, paid(30)] })
  await keepBase(databases, now)
  expect(await facts()).toEqual(everybody({ paid: 11 }))
  const [one] = await rows("select lineage ->> '$.paid.rule' as rule from customer where key = ?", keyOf(1))
  expect(one).toEqual({ rule: 'sum amount 30d' })
})

it('what is folded over other days than before is folded anew, and whoever has no events is left alone', async () => {
  await minute(before)
  expect(await facts()).toEqual(everybody({ paid: 11 }))
  await minute(after)
  expect(await facts()).toEqual(everybody({ paid: 1, calls: 2 }))
  expect(await rows('select facts, lineage from customer where key = ?', keyOf(99))).toEqual([
    { facts: '{"age":40}', lineage: null },
  ])
})

/** A database of which one batch fails: before it does anything, or after all of it, with the answer lost. */
function failing(at: number, late: boolean): Database {
  let count = 0
  const batch = async (statements: Parameters<Binding['batch']>[0]) => {
    count += 1
    if (count === at && !late) throw new Error('killed before')
    const results = await env.CUSTOMERS.batch(statements)
    if (count === at) throw new Error('killed after')
    return results
  }
  const prepare = (query: string) => env.CUSTOMERS.prepare(query)
  return openDatabase({ prepare, batch } as unknown as Binding)
}

/** The same as a minute's job does, two customers a step. */
async function slowly(db: Database, rules: FoldRules, steps = Number.POSITIVE_INFINITY) {
  const forever = Number.POSITIVE_INFINITY
  const folds = await foldsDigest(rules)
  let more = await foldDue(db, rules, NOW, forever)
  for (let step = 0; more && step < steps; step++) {
    more = await stepWalk(db, folds, NOW, 2)
    await foldDue(db, rules, NOW, forever)
  }
}

it('broken off anywhere it is gone on with, and nobody is passed over', async () => {
  let killed = 0
  for (const late of [false, true])
    for (let at = 1; at <= 20; at++) {
      await minute(before)
      await slowly(failing(at, late), after).catch(() => {
        killed += 1
      })
      await slowly(customersDb, after)
      expect(await facts()).toEqual(everybody({ paid: 1, calls: 2 }))
      expect(await walk()).toBeNull()
    }
  expect(killed).toBeGreaterThan(20)
}, 60_000)

it('where the catalogue changes again in the middle it starts over', async () => {
  await minute(before)
  await slowly(customersDb, after, 2)
  expect((await facts()).filter((one) => one.calls === 2)).toHaveLength(4)
  expect(await walk()).toBe(keyOf(4))
  await slowly(customersDb, before)
  expect(await facts()).toEqual(everybody({ paid: 11 }))
})

it('a job that began before the catalogue changed takes nothing away for good', async () => {
  await minute(after)
  expect(await walk()).toBeNull()
  await env.CUSTOMERS.prepare('insert or replace into dirty_customer values (?, ?, ?)')
    .bind('l', keyOf(3), '2026')
    .run()
  await refold(customersDb, { loadId: 'l', dataset: 'd', asOf: null, currency: 'CNY' }, before, NOW)
  expect((await facts())[2]).toEqual({ age: 40, paid: 11 })
  expect(await walk()).toBe('')
  await minute(after)
  expect(await facts()).toEqual(everybody({ paid: 1, calls: 2 }))
})

it('nobody is walked twice when nothing changed, nor because attributes and lists stand in another order', async () => {
  await minute(
    rulesOf(calls, made('all', { op: 'count', kinds: ['credit', 'debit'], channels: ['app', 'web'] })),
  )
  const due = 'select customer_key, since from dirty_customer order by 1'
  const [folded, waiting] = [await rows('select * from customer order by key'), await rows(due)]
  await minute(
    rulesOf(
      made('given'),
      made('all', { op: 'count', kinds: ['debit', 'credit'], channels: ['web', 'app'] }),
      calls,
    ),
    new Date('2026-04-01T04:00:00.000Z'),
  )
  expect(await rows('select * from customer order by key')).toEqual(folded)
  expect(await rows(due)).toEqual(waiting)
})

it('a catalogue without folds has nobody walked; one that has them again has all', async () => {
  const none = rulesOf(made('paid'))
  await minute(none)
  expect(await rows('select * from fold_walk')).toEqual([])
  await minute(after)
  await minute(none)
  expect(await walk()).toBeNull()
  expect(await facts()).toEqual(everybody({ paid: 1, calls: 2 }))
  for (const key of keys)
    await env.CUSTOMERS.prepare(
      "insert into event values ('l', ?, ?, '2026-03-21', 'app', 'credit', 5, null)",
    )
      .bind(`late-${key}`, key)
      .run()
  await minute(after)
  expect(await facts()).toEqual(everybody({ paid: 6, calls: 3 }))
})

it('other days of the bank are other folds', async () => {
  await minute(before)
  await minute({ ...before, timeZone: 'Europe/Prague' }, new Date('2026-05-01T04:00:00.000Z'))
  const [one] = await rows("select lineage ->> '$.paid.at' as at from customer where key = ?", keyOf(1))
  expect(one?.at).toBe('2026-05-01T04:00:00.000Z')
})

it('a full refresh that was being filled meanwhile goes live with what the catalogue says now', async () => {
  await addBase({
    ...{ dataset: 'd', load: 'next', live: false },
    customers: Object.fromEntries(keys.map((key) => [key, { age: 40 }])),
  })
  await addBase({
    ...{ dataset: 'd', load: 'gone', live: false, finishedAt: '2025-01-01T00:00:00.000Z' },
    customers: { [keyOf(1)]: { age: 40 } },
  })
  for (const load of ['next', 'gone']) for (const key of keys) await happen(key, load)
  const due = env.CUSTOMERS.prepare('insert into dirty_customer values (?, ?, ?)')
  await env.CUSTOMERS.batch(keys.map((key) => due.bind('next', key, '2026')))
  await minute(before)
  expect(await facts('next')).toEqual(everybody({ paid: 11 }))
  // One step takes both loads of a customer, however few it may take.
  await slowly(customersDb, after)
  expect(await facts('next')).toEqual(everybody({ paid: 1, calls: 2 }))
  expect(await facts('l')).toEqual(everybody({ paid: 1, calls: 2 }))
  expect(await facts('gone')).toEqual([{ age: 40 }])
})

it('a change of keys in the middle leaves nobody out', async () => {
  await minute(before)
  await slowly(customersDb, after, 2)
  const old = keyOf(6)
  const fresh = `${'0'.repeat(63)}0`
  await env.CUSTOMERS.batch([
    env.CUSTOMERS.prepare(
      "insert into key_rotation (id, old_key_id, new_key_id, state, started_by, started_at) values ('r', 'k1', 'k2', 'finishing', 'a', '2026')",
    ),
    env.CUSTOMERS.prepare('insert into key_pair (rotation_id, old_key, new_key) values (?, ?, ?)').bind(
      ...['r', old, fresh],
    ),
  ])
  while (await rewriteKeys(customersDb, NOW.toISOString()));
  await slowly(customersDb, after)
  const all = await rows('select key, facts from customer where key <> ? order by key', keyOf(99))
  expect(all.map(({ key }) => key)).toContain(fresh)
  for (const one of all) expect(JSON.parse(String(one.facts))).toEqual({ age: 40, paid: 1, calls: 2 })
})

it('what comes to something else has other words, and what does not has the same', () => {
  const kind = fc.constantFrom(
    'credit',
    'at',
    'day',
    '90d',
    'via',
    'via app',
    'open',
    'a,b',
    'a',
    'b',
    '"a"',
    'é',
  )
  const kinds = fc.uniqueArray(kind, { minLength: 1, maxLength: 3 })
  const fold = fc.record(
    {
      op: fc.constantFrom('count', 'sum', 'last'),
      of: fc.constantFrom('amount', 'at', 'kind', 'detail.at'),
      kinds,
      channels: fc.uniqueArray(fc.constantFrom('app', 'web'), { minLength: 1 }),
      withinDays: fc.constantFrom(9, 90),
      closed: fc.record({
        ...{ per: fc.constantFrom('detail.a', 'detail.b'), opens: kinds, kinds },
        limits: fc.array(
          fc.record({
            days: fc.uniqueArray(fc.constantFrom('due', 'days'), { minLength: 1 }),
            after: fc.oneof(fc.constant([]), kinds),
          }),
          { maxLength: 2 },
        ),
      }),
    },
    { requiredKeys: ['op'] },
  )
  const one = fc.record({ type: fc.constantFrom('date', 'instant'), fold })
  type One = { type: Attribute['type']; fold: Fold }
  /** All that the SQL makes a difference of. */
  const meant = ({ type, fold: { op, of = 'at', kinds, channels, withinDays, closed } }: One) => {
    const value = op === 'count' ? null : of
    const day = value === 'at' && type === 'date'
    const within = closed && [
      ...[closed.per, closed.opens.toSorted(), closed.kinds.toSorted()],
      closed.limits.map(({ days, after }) => [days.toSorted(), after.toSorted()]),
    ]
    return JSON.stringify([op, value, day, kinds?.toSorted(), channels?.toSorted(), withinDays, within])
  }
  const known = new Map<string, string>()
  fc.assert(
    fc.property(one as fc.Arbitrary<One>, (some) => {
      const words = wordsOf(some)
      expect(known.get(words) ?? meant(some)).toBe(meant(some))
      known.set(words, meant(some))
    }),
    { numRuns: 5000 },
  )
  expect(new Set(known.values()).size).toBe(known.size)
})
