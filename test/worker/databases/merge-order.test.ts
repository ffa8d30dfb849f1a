import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { NewHold } from '../../../worker/contract/records.ts'
import { HOUR } from '../../../worker/jobs/keep-retention.ts'
import { recordConversions } from '../../../worker/services/conversions/record.ts'
import { relocateStrays } from '../../../worker/services/customers/moved.ts'
import { openDatabase, runSql } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { confirmErasure } from '../../../worker/services/erasures/confirm.ts'
import { requestErasure } from '../../../worker/services/erasures/request.ts'
import { placeHold } from '../../../worker/services/holds/place.ts'
import { takeBatch } from '../../../worker/services/ingest/take.ts'
import { recordObjection } from '../../../worker/services/objections/record.ts'
import { recordOutcomes } from '../../../worker/services/outcomes/record.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { readResults } from '../../../worker/services/results/read.ts'
import { sweep } from '../../../worker/services/retention/sweep.ts'
import { SWEEPS } from '../../../worker/services/retention/sweeps.ts'
import { outcome, playbook } from '../edge.ts'
import { ndjson } from '../ingest.ts'
import { insert, NOW, rowsIn } from './base.ts'
import { deployment, edgeOf, spreadKey } from './many.ts'

const one = oneDatabase(openDatabase(env.CUSTOMERS, undefined, '', 'CUSTOMERS'))
const many = edgeOf(deployment()).databases
const at = NOW.toISOString()
const agent = { subject: 'agent-3', teams: ['team-1'] }
const CUSTOMERS = 5
let keys: string[]
const key = (n: number) => keys[n] as string

beforeAll(async () => {
  keys = await Promise.all(Array.from({ length: CUSTOMERS }, (_, n) => spreadKey(31 + n)))
  await env.PLAYBOOK.prepare('delete from placement').run()
  await many.renew()
  for (const databases of [one, many]) {
    await publish(databases.playbook, playbook as Playbook, '2026-01-02T03:04:05.000Z')
    await spreadVersion(databases)
  }
  // Or nothing here would ever go from one database to another.
  expect(new Set(keys.map((each) => many.nameOf(each))).size).toBeGreaterThan(2)
})

type Act =
  | { kind: 'merge'; from: number; to: number }
  | { kind: 'outcome'; whose: number; id: string }
  | { kind: 'conversion'; whose: number; id: string }
  | { kind: 'refusal'; whose: number }
  | { kind: 'hold'; whose: number; id: string }

async function* bytes(rows: readonly object[]) {
  yield new TextEncoder().encode(ndjson(rows))
}

let batches = 0
async function does(databases: Databases, act: Act): Promise<void> {
  if (act.kind === 'merge') {
    const row = { id: `m-${act.from}`, oldKey: key(act.from), newKey: key(act.to), kind: 'merged', at }
    batches += 1
    const batch = {
      id: `order-${batches}`,
      kind: 'moves' as const,
      dataset: 'core',
      load: undefined,
      by: 'core',
      body: bytes([row]),
    }
    const report = await takeBatch(databases, batch, playbook, NOW)
    expect(report.refusals).toEqual([])
    return
  }
  const customerKey = key(act.whose)
  if (act.kind === 'outcome') {
    const receipt = await recordOutcomes(databases, [outcome({ id: act.id, customerKey, at })], agent, at)
    expect(receipt.refused).toEqual([])
  } else if (act.kind === 'conversion')
    await recordConversions(databases, [{ id: act.id, customerKey, tipId: 'call-back', at }], 'bank', NOW)
  else if (act.kind === 'refusal')
    await recordObjection(databases, { customerKey, at }, { action: 'record', by: 'a', at })
  else await placeHold(databases, NewHold.parse({ id: act.id, customerKey, reason: 'a case' }), 'ann', at)
}

const TABLES = [
  'customer',
  'event',
  'outcome',
  'conversion',
  'objection',
  'legal_hold',
  'customer_move',
  'agent_answer',
]

async function reset(): Promise<void> {
  for (const databases of [one, many]) {
    for (const db of databases.customers) {
      const texts = [...TABLES, 'ingest_batch', 'load', 'dataset'].map((table) => `delete from ${table}`)
      await runSql(
        db,
        texts.map((text) => ({ text, values: [] })),
      )
      await insert(db, 'load', [
        { id: 'core-1', dataset_id: 'core', state: 'done', started_at: at, finished_at: at, summary: null },
      ])
      await insert(db, 'dataset', [{ id: 'core', live_load: 'core-1', as_of: null, currency: 'CNY' }])
      const own = databases === one ? keys : keys.filter((each) => many.nameOf(each) === db.name)
      await insert(
        db,
        'customer',
        own.map((each) => ({
          key: each,
          load_id: 'core-1',
          facts: '{"age":66}',
          facts_as_of: at,
          lineage: null,
        })),
      )
    }
  }
}

/** Whom everybody ended with. */
function ends(acts: readonly Act[]): string[] {
  const to = new Map(acts.flatMap((act) => (act.kind === 'merge' ? [[act.from, act.to] as const] : [])))
  const end = (n: number): number => (to.has(n) ? end(to.get(n) as number) : n)
  return keys.map((_, n) => key(end(n)))
}

const refused = (databases: Databases, customerKey: string) =>
  requestErasure(databases, { id: crypto.randomUUID(), customerKey, reason: 'asked' }, 'ann', at).then(
    () => false,
    (error) => {
      expect(error.message).toContain('legal hold')
      return true
    },
  )

async function standing(databases: Databases) {
  const texts = [
    'select id, customer_key from outcome',
    'select id, customer_key from conversion',
    'select customer_key from objection where taken_back_at is null',
    'select distinct id, customer_key from legal_hold',
    'select key from customer',
  ]
  const rows = await Promise.all(texts.map((text) => rowsIn(databases, text)))
  const unique = rows.map((some) => [...new Set(some.map((row) => JSON.stringify(row)))])
  // A hold stands in every database, everything else in one.
  rows.forEach((some, n) => {
    if (n !== 3) expect(some).toHaveLength(unique[n]?.length ?? -1)
  })
  const asking = { agent: { ...agent, roles: ['agent' as const] }, now: NOW }
  const { decisions } = await decideFor(databases, keys, asking)
  const { subjects, comparisons } = await readResults(
    databases,
    { from: '2026-11-01', until: '2026-11-30' },
    null,
  )
  return { unique, decisions, subjects, comparisons }
}

const whose = fc.integer({ min: 0, max: CUSTOMERS - 1 })
const given = fc.oneof(
  fc.record({ kind: fc.constant('outcome' as const), whose, id: fc.uuid() }),
  fc.record({ kind: fc.constant('conversion' as const), whose, id: fc.uuid() }),
  fc.record({ kind: fc.constant('refusal' as const), whose }),
  fc.record({ kind: fc.constant('hold' as const), whose, id: fc.uuid() }),
)
const merges = fc
  .uniqueArray(fc.integer({ min: 0, max: CUSTOMERS - 2 }), { minLength: 1, maxLength: 4 })
  .chain((froms) =>
    fc.tuple(
      ...froms.map((from) =>
        fc.integer({ min: from + 1, max: CUSTOMERS - 1 }).map((to): Act => ({ kind: 'merge', from, to })),
      ),
    ),
  )

it('ends alike in whatever order merges, outcomes, refusals and holds come, in one database or in four', async () => {
  const scenario = fc
    .tuple(fc.array(given, { minLength: 2, maxLength: 9 }), merges)
    .map(([acts, moves]): Act[] => [...acts, ...moves])
    .chain((acts) =>
      fc.record({ acts: fc.constant(acts), other: fc.shuffledSubarray(acts, { minLength: acts.length }) }),
    )
  await fc.assert(
    fc.asyncProperty(scenario, async ({ acts, other }) => {
      await reset()
      for (const act of acts) await does(one, act)
      for (const act of other) await does(many, act)
      // What a browser was not told of is sent once more.
      for (const act of other) if (act.kind === 'outcome') await does(many, act)
      const [alone, together] = [await standing(one), await standing(many)]
      expect(together).toEqual(alone)
      const who = ends(acts)
      const expected = acts.flatMap((act) =>
        act.kind === 'outcome' ? [JSON.stringify({ id: act.id, customer_key: who[act.whose] })] : [],
      )
      expect(new Set(alone.unique[0])).toEqual(new Set(expected))
      const held = new Set(acts.flatMap((act) => (act.kind === 'hold' ? [who[act.whose]] : [])))
      for (const [n, each] of keys.entries())
        for (const databases of [one, many])
          expect(await refused(databases, each)).toBe(held.has(who[n] as string))
      for (const db of many.customers) {
        const text = 'select customer_key as key from outcome union select customer_key from conversion'
        const [found] = await runSql<{ key: string }>(db, [{ text, values: [] }])
        for (const row of found?.results ?? []) expect(many.nameOf(row.key)).toBe(db.name)
      }
      const [late] = [new Date('2037-01-01T00:00:00.000Z')]
      late.setUTCHours(HOUR)
      for (const databases of [one, many]) {
        for (const db of databases.customers) await sweep(db, SWEEPS[0] as (typeof SWEEPS)[0], [], late)
        const left = (await rowsIn(databases, 'select customer_key as key from outcome')) as { key: string }[]
        expect(left).toHaveLength(
          acts.filter((act) => act.kind === 'outcome' && held.has(who[act.whose])).length,
        )
      }
    }),
    { numRuns: 8 },
  )
}, 120_000)

it.each([true, false])(
  'what was done with either counts for caps of the one they are now; said late: %s',
  async (late) => {
    await reset()
    const said = { kind: 'outcome' as const, whose: 0, id: crypto.randomUUID() }
    const merge = { kind: 'merge' as const, from: 0, to: 4 }
    const asking = { agent: { ...agent, roles: ['agent' as const] }, now: NOW }
    for (const databases of [one, many]) {
      const hidden = async () => (await decideFor(databases, [key(4)], asking)).decisions
      await does(databases, { ...said, whose: 4, id: crypto.randomUUID() })
      expect(JSON.stringify(await hidden())).not.toContain('cap-tip')
      for (const act of late ? [merge, said] : [said, merge]) await does(databases, act)
      expect(await hidden()).toMatchObject([{ hiddenTips: [{ id: 'call-back', reason: 'cap-tip' }] }])
    }
  },
)

it('a stop between two databases neither loses an outcome nor doubles it', async () => {
  await reset()
  const from = keys.findIndex((each) => many.nameOf(each) !== many.nameOf(key(4)))
  const sent = [crypto.randomUUID(), crypto.randomUUID()]
  for (const id of sent) await does(many, { kind: 'outcome', whose: from, id })
  const home = many.customers.find(({ name }) => name === many.nameOf(key(from)))
  if (!home) throw new Error('nowhere')
  const stop = "create trigger stop before delete on outcome begin select raise(abort, 'stopped'); end"
  await runSql(home, [{ text: stop, values: [] }])
  await expect(does(many, { kind: 'merge', from, to: 4 })).rejects.toThrow()
  await runSql(home, [{ text: 'drop trigger stop', values: [] }])
  for (const id of sent) await does(many, { kind: 'outcome', whose: from, id })
  await relocateStrays(many, at)
  const rows = (await rowsIn(many, 'select id, customer_key as key from outcome')) as {
    id: string
    key: string
  }[]
  expect(rows.map(({ id }) => id).toSorted()).toEqual(sent.toSorted())
  expect(new Set(rows.map((row) => row.key))).toEqual(new Set([key(4)]))
})

it('an erasure of any of them takes them all, whichever was named when it was asked for', async () => {
  for (const [asked, confirmed] of [
    [0, 4],
    [4, 0],
    [1, 1],
  ] as const) {
    await reset()
    for (const whose of [0, 1, 2, 4]) await does(many, { kind: 'outcome', whose, id: crypto.randomUUID() })
    const id = crypto.randomUUID()
    await requestErasure(many, { id, customerKey: key(asked), reason: 'asked for it' }, 'ann', at)
    for (const [from, to] of [
      [0, 1],
      [1, 4],
    ] as const)
      await does(many, { kind: 'merge', from, to })
    await expect(confirmErasure(many, id, key(2), 'bo', at)).rejects.toThrow('not that of')
    const { erased } = await confirmErasure(many, id, key(confirmed), 'bo', at)
    expect(erased).toMatchObject({ outcome: 3, customer: 1, moved_from: 2, moved_to: 2 })
    const left = await rowsIn(
      many,
      'select customer_key from outcome union select customer_key from audit_customer',
    )
    for (const n of [0, 1, 4]) expect(JSON.stringify(left)).not.toContain(key(n))
    expect(JSON.stringify(left)).toContain(key(2))
  }
})
