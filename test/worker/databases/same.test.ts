import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import known from '../../../db/packs/catalogue.json' with { type: 'json' }
import { Attribute } from '../../../worker/contract/catalogue.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { PreviewStretch } from '../../../worker/contract/preview.ts'
import { NewHold } from '../../../worker/contract/records.ts'
import { HOUR, keepRetention } from '../../../worker/jobs/keep-retention.ts'
import { firstBrokenLink } from '../../../worker/services/audit/verify.ts'
import { recordConversions } from '../../../worker/services/conversions/record.ts'
import { openDatabase, runSql } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { confirmErasure } from '../../../worker/services/erasures/confirm.ts'
import { requestErasure } from '../../../worker/services/erasures/request.ts'
import { listErasures } from '../../../worker/services/erasures/row.ts'
import { everyDatabase } from '../../../worker/services/every-database.ts'
import { placeHold } from '../../../worker/services/holds/place.ts'
import { releaseHold } from '../../../worker/services/holds/release.ts'
import { listHolds } from '../../../worker/services/holds/row.ts'
import { spreadHolds } from '../../../worker/services/holds/spread.ts'
import { recordObjection } from '../../../worker/services/objections/record.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { previewStretch } from '../../../worker/services/previews/stretch.ts'
import { readQuality } from '../../../worker/services/quality/read.ts'
import { readOwnResults } from '../../../worker/services/results/own.ts'
import { readResults } from '../../../worker/services/results/read.ts'
import { recordReveals } from '../../../worker/services/reveals/record.ts'
import { advance } from '../../../worker/services/segmentation/advance.ts'
import { dropClosed } from '../../../worker/services/segmentation/drop.ts'
import { readRun } from '../../../worker/services/segmentation/list.ts'
import { publishRun } from '../../../worker/services/segmentation/publish.ts'
import { startRun } from '../../../worker/services/segmentation/start.ts'
import { playbook, reveal } from '../edge.ts'
import { type Base, fill, madeUp, NOW, rowsIn } from './base.ts'
import { deployment, edgeOf } from './many.ts'

/** The same bank in one database and in five: one of its own, four of customers. */
const one = oneDatabase(openDatabase(env.CUSTOMERS, undefined, '', 'CUSTOMERS'))
const many = edgeOf(deployment()).databases
const at = NOW.toISOString()
const agent = { subject: 'agent-3', teams: ['team-1'] }

let base: Base
const key = (n: number) => base.keys[n] as string

/** What a service answers over one database and over five. */
async function both<Answer>(ask: (databases: Databases) => Promise<Answer>): Promise<[Answer, Answer]> {
  return [await ask(one), await ask(many)]
}
async function same<Answer>(ask: (databases: Databases) => Promise<Answer>): Promise<Answer> {
  const [alone, together] = await both(ask)
  expect(together).toEqual(alone)
  return alone
}

const attribute = (name: string, type: 'int' | 'money' | 'bool') => ({
  ...(playbook.catalogue[0] as Playbook['catalogue'][number]),
  ...{ name, type, label: { zh: name, en: name } },
})
/** Some are split: in the year that runs look at, before it, and while they have no events. */
const splitsOf = ({ keys }: Base) =>
  keys
    .filter((_, n) => n % 30 === 0)
    .map((old_key, n) => ({
      ...{ id: `split-${n}`, old_key, new_key: old_key.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
      ...{ kind: 'split', at: new Date(NOW.getTime() - (3 + n * 20) * 86_400_000).toISOString() },
    }))

const OURS = ['rfm_group', 'cluster', 'life_stage', 'vulnerable']
const catalogue = [
  attribute('age', 'int'),
  attribute('deposit_balance', 'money'),
  attribute('app_active', 'bool'),
  ...known.map((one) => Attribute.parse(one)).filter(({ name }) => OURS.includes(name)),
]
const segments = ['rfm_group == "champions"', 'life_stage == "leaving"', 'cluster == "c1"'].map(
  (asks, n) => ({
    ...{ id: `by-${n}`, label: { zh: `${n}`, en: `${n}` }, priority: n, condition: `customer.${asks}` },
  }),
)

beforeAll(async () => {
  const made = await madeUp(11, 900)
  base = { ...made, tables: [...made.tables, ['customer_move', null, splitsOf(made)]] }
  await env.PLAYBOOK.prepare('delete from placement').run()
  for (const databases of [one, many]) {
    await publish(
      databases.playbook,
      { ...playbook, catalogue, segments: [...playbook.segments, ...segments] } as Playbook,
      '2026-01-02T03:04:05.000Z',
    )
    await fill(databases, base)
    await spreadVersion(databases)
  }
})

it('a base stands spread over four databases', async () => {
  const counts = await Promise.all(
    many.customers.map(
      async (db) => (await runSql(db, [{ text: 'select key from customer', values: [] }]))[0],
    ),
  )
  for (const found of counts) expect(found?.results.length).toBeGreaterThan(100)
})

describe('results', () => {
  const days = { from: '2026-11-01', until: '2026-11-26' }

  it.each([{}, { team: 'team-1' }, { segment: 'senior' }, { team: 'team-2', segment: 'senior' }])(
    'are the same: %j',
    async (filter) => {
      const { subjects, comparisons } = await same((databases) =>
        readResults(databases, { ...days, ...filter }, null),
      )
      expect(subjects[0]?.shown).toBeGreaterThan(0)
      if (!('team' in filter)) expect(comparisons[0]?.treated.converted).toBeGreaterThan(0)
    },
  )

  it('hide a team only where all its agents of all databases are too few', async () => {
    const few = { ...days, from: '2026-11-26' }
    const { teams } = await same((databases) => readResults(databases, few, null))
    expect(teams.length).toBeGreaterThan(0)
  })

  it('of one’s own are the same, with the middle of everybody', async () => {
    const { middle, own } = await same((databases) => readOwnResults(databases, days, agent, NOW))
    expect(middle).toBeGreaterThan(0)
    expect(own.shown).toBeGreaterThan(0)
  })

  it('and quality', async () => {
    const quality = await same((databases) => readQuality(databases, null, NOW))
    expect(quality.neverShown).toEqual([])
  })
})

it('a preview counts the same customers, each once, and writes whom it showed beside them', async () => {
  const item = { ...playbook.tips[0], eligibility: 'customer.age >= 40 && customer.app_active' }
  const request = {
    ...{ kind: 'tip' as const, itemId: 'call-back', content: item, samples: 4 },
    conditions: ['customer.age >= 30'],
  }
  const whole = async (databases: Databases) => {
    const stretches: PreviewStretch[] = []
    for (let after: string | undefined = ''; after !== undefined; ) {
      const asked = { ...request, ...(after && { after }) }
      const stretch: PreviewStretch = await previewStretch(databases, asked, agent, NOW)
      stretches.push(stretch)
      after = stretch.next ?? undefined
    }
    const sum = (of: 'customers' | 'hit' | 'hitBefore' | 'unknown') =>
      stretches.reduce((all, { counts }) => all + counts[of], 0)
    return {
      ...{ customers: sum('customers'), hit: sum('hit'), before: sum('hitBefore'), unknown: sum('unknown') },
      total: stretches[0]?.total,
      shown: stretches[0]?.samples.map(({ customerKey }) => customerKey),
    }
  }
  const { customers, shown } = await same(whole)
  expect(customers).toBe(900)
  const noted = await same((databases) => rowsIn(databases, 'select customer_key from audit_customer'))
  expect(noted).toHaveLength(shown?.length ?? 0)
})

describe('segments from data', () => {
  const compute = (model: 'rfm' | 'clusters' | 'life-cycle') => async (databases: Databases) => {
    const { id } = await startRun(databases, model, { by: 'starter', at })
    while (await advance(databases, NOW));
    const run = await readRun(databases.playbook, id)
    const members = await rowsIn(
      databases,
      `select customer_key, value, basis from segmentation_member where run_id = ${id}`,
    )
    return { run, members }
  }

  it.each(['rfm', 'clusters', 'life-cycle'] as const)(
    'are the bank’s, not a database’s: %s',
    async (model) => {
      const [alone, together] = await both(compute(model))
      expect(alone.run).toMatchObject({ state: 'preview', failure: null })
      expect(together.members).toEqual(alone.members)
      expect(JSON.stringify(alone.members)).toContain('split')
      expect(together.run.result).toEqual(alone.run.result)
      const live = { id: alone.run.id, by: 'second', at }
      await both((databases) => publishRun(databases, live))
      const decided = await same(async (databases) => {
        const asking = { agent: { ...agent, roles: ['agent' as const] }, now: NOW }
        return (await decideFor(databases, base.keys.slice(0, 100), asking)).decisions
      })
      const attributes = { rfm: 'rfm_group', clusters: 'cluster', 'life-cycle': 'life_stage' }
      expect(JSON.stringify(decided)).toContain(`"${attributes[model]}"`)
    },
  )

  it('drift against the live run, and are dropped where they are replaced', async () => {
    await both(async (databases) => {
      await runSql(databases.of(key(0)), [
        { text: 'delete from event where customer_key = ?1', values: [key(0)] },
      ])
    })
    const { run } = (await both(compute('rfm')))[1]
    const [alone, together] = await both((databases) => readRun(databases.playbook, run.id))
    expect(together.result).toEqual(alone.result)
    expect(together.result.drift?.moves.length).toBeGreaterThan(1)
    expect(together.result.effect?.customers).toBeGreaterThan(0)
    await both((databases) => publishRun(databases, { id: run.id, by: 'second', at }))
    await both(async (databases) => {
      while (await dropClosed(databases));
    })
    const left = await same((databases) =>
      rowsIn(databases, 'select run_id, customer_key from segmentation_member'),
    )
    const runs = new Set(left.map((row) => (row as { run_id: number }).run_id))
    expect(runs).toEqual(new Set([2, 3, run.id]))
  })

  it.each(['rfm', 'clusters', 'life-cycle'] as const)(
    'come to the same though a database fails at every other step: %s',
    async (model) => {
      const whole = await compute(model)(many)
      const third = many.customers[2]
      if (!third) throw new Error('no database')
      const act = (text: string) => runSql(third, [{ text, values: [] }])
      const { id } = await startRun(many, model, { by: 'starter', at })
      for (let step = 0; (await readRun(many.playbook, id)).state === 'computing'; step += 1) {
        if (step % 2 === 1) {
          await advance(many, NOW)
          continue
        }
        for (const on of ['insert', 'update'])
          await act(
            `create trigger stop_${on} before ${on} on segmentation_member begin select raise(abort, 'stopped'); end`,
          )
        await advance(many, NOW).catch(() => {})
        for (const on of ['insert', 'update']) await act(`drop trigger stop_${on}`)
      }
      const members = await rowsIn(
        many,
        `select customer_key, value, basis from segmentation_member where run_id = ${id}`,
      )
      expect(members).toEqual(whole.members)
      const { effect: _, ...result } = (await readRun(many.playbook, id)).result
      const { effect: __, ...expected } = whole.run.result
      expect(result).toEqual(expected)
    },
  )
})

describe('one customer’s', () => {
  it('conversions are taken once, also where another database has their id', async () => {
    const conversion = (n: number, change = {}) => ({
      ...{ id: `new-${n}`, customerKey: key(n), tipId: 'call-back', at: '2026-11-20T00:00:00.000Z' },
      ...change,
    })
    const some = Array.from({ length: 40 }, (_, n) => conversion(n))
    const report = (databases: Databases) => recordConversions(databases, some, 'admin', NOW)
    expect(await same(report)).toEqual({ stored: 40, known: 0, refused: [] })
    expect(await same(report)).toEqual({ stored: 0, known: 40, refused: [] })
    const other = [conversion(1, { customerKey: key(50) })]
    const again = await same((databases) => recordConversions(databases, other, 'admin', NOW))
    expect(again).toEqual({ stored: 0, known: 1, refused: [] })
  })

  it('objections and reveals stand beside them', async () => {
    for (const n of [1, 2, 3, 4]) {
      const said = { customerKey: key(n), at }
      await same((databases) => recordObjection(databases, said, { action: 'record', by: 'a', at }))
    }
    const held = Array.from({ length: 12 }, (_, n) => reveal({ customerKey: key(n), at }))
    const ofNobody = reveal({ at, customerKey: null })
    await same((databases) => recordReveals(databases, [...held, ofNobody], agent, at))
    await recordReveals(many, held, agent, at)
    const who = `select customer_key, detail from access a, json_each(a.customers) j
      join audit_customer c on c.commitment = j.value where action = 'page.reveal'`
    expect(await same((databases) => rowsIn(databases, who))).toHaveLength(12)
    const nobody = `select 1 from access where action = 'page.reveal' and customers = '[]'`
    for (const { playbook: db } of [one, many])
      expect((await runSql(db, [{ text: nobody, values: [] }]))[0]?.results).toHaveLength(1)
  })
})

describe('holds', () => {
  const hold = (change: object = {}) =>
    NewHold.parse({ id: crypto.randomUUID(), reason: 'a case at court', ...change })
  const night = new Date('2037-01-01T00:00:00.000Z')
  night.setUTCHours(HOUR)
  const held = (id: string) => `select record_class, released_at from legal_hold where id = '${id}'`

  it('stand in every database, and retention keeps to them', async () => {
    const [general, own] = [hold({ recordClass: 'outcomes' }), hold({ customerKey: key(7) })]
    for (const one of [general, own]) await same((databases) => placeHold(databases, one, 'ann', at))
    for (const { id } of [general, own]) expect(await rowsIn(many, held(id))).toHaveLength(4)
    expect((await same(listHolds)).holds).toHaveLength(2)
    await both((databases) => keepRetention(databases, night))
    const left = () =>
      same((databases) =>
        rowsIn(
          databases,
          `select 'outcome' as what, customer_key from outcome union all select 'conversion', customer_key from conversion`,
        ),
      )
    const kept = JSON.stringify(await left())
    expect(kept).toContain('"outcome"')
    await same((databases) => releaseHold(databases, general.id, 'the case is closed', 'bo', at))
    await both((databases) => keepRetention(databases, night))
    const after = (await left()) as { customer_key: string }[]
    expect(new Set(after.map(({ customer_key }) => customer_key))).toEqual(new Set([key(7)]))
    await same((databases) => releaseHold(databases, own.id, 'the case is closed', 'bo', at))
  })

  it('that a stop left half placed or half released are carried on, by the same request or by the minute', async () => {
    const third = many.customers[2]
    if (!third) throw new Error('no database')
    const stop = (on: string) =>
      runSql(third, [
        {
          text: `create trigger stop before ${on} on legal_hold begin select raise(abort, 'stopped'); end`,
          values: [],
        },
      ])
    const goOn = () => runSql(third, [{ text: 'drop trigger stop', values: [] }])
    const standing = async (id: string) =>
      (await rowsIn(many, held(id))).filter((row) => (row as { released_at: null }).released_at === null)
    const [one, two] = [hold({ recordClass: 'conversions' }), hold()]
    await stop('insert')
    for (const some of [one, two]) await expect(placeHold(many, some, 'ann', at)).rejects.toThrow()
    await expect(keepRetention(many, night)).rejects.toThrow()
    await goOn()
    expect(await standing(one.id)).toHaveLength(2)
    await placeHold(many, one, 'ann', at)
    await spreadHolds(many, at)
    for (const { id } of [one, two]) expect(await standing(id)).toHaveLength(4)
    await stop('update')
    for (const { id } of [one, two])
      await expect(releaseHold(many, id, 'the case is closed', 'bo', at)).rejects.toThrow()
    await goOn()
    expect(await standing(one.id)).toHaveLength(2)
    await releaseHold(many, one.id, 'the case is closed', 'bo', at)
    await spreadHolds(many, at)
    for (const { id } of [one, two]) expect(await standing(id)).toHaveLength(0)
  })
})

it('an erasure takes all of a customer, the commitments of every database with it', async () => {
  const [customerKey, id] = [key(30), crypto.randomUUID()]
  // As after a bucket has moved: the access log of another database names the customer still.
  const stranger = many.customers.find(({ name }) => name !== many.nameOf(customerKey))
  const left = { text: 'insert into audit_customer values (?1, ?2, ?3)', values: ['c', customerKey, 's'] }
  for (const db of [one.customers[0], stranger]) if (db) await runSql(db, [left])
  await same((databases) => requestErasure(databases, { id, customerKey, reason: 'asked for it' }, 'ann', at))
  await expect(confirmErasure(many, id, key(31), 'bo', at)).rejects.toThrow('not that of')
  const done = await same(async (databases) => {
    const { erased, ...said } = await confirmErasure(databases, id, customerKey, 'bo', at)
    // Runs that only the five had are no difference.
    return { ...said, erased: { ...erased, segment: 0 } }
  })
  expect(done.erased).toMatchObject({ customer: expect.any(Number), audit_customer: expect.any(Number) })
  expect(done.erased).not.toMatchObject({ customer: 0 })
  await both((databases) => confirmErasure(databases, id, customerKey, 'bo', at))
  for (const table of ['customer where key', 'audit_customer where customer_key', 'event where customer_key'])
    expect(await same((databases) => rowsIn(databases, `select 1 from ${table} = '${customerKey}'`))).toEqual(
      [],
    )
  expect((await listErasures(many)).erasures).toHaveLength(1)
})

it('every chain holds', async () => {
  for (const databases of [one, many])
    for (const db of everyDatabase(databases)) {
      const [chain] = await runSql(db, [{ text: 'select * from audit order by sequence', values: [] }])
      expect(await firstBrokenLink((chain?.results ?? []) as never)).toBeNull()
    }
})
