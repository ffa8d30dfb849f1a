import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { computeSegments } from '../../../worker/jobs/compute-segments.ts'
import { everyMinute } from '../../../worker/jobs/every-minute.ts'
import { firstBrokenLink } from '../../../worker/services/audit/verify.ts'
import { madeUpAmong } from '../../../worker/services/facts/made-up.ts'
import { advance } from '../../../worker/services/segmentation/advance.ts'
import { discardRun } from '../../../worker/services/segmentation/discard.ts'
import { dropClosed } from '../../../worker/services/segmentation/drop.ts'
import { listRuns, readRun } from '../../../worker/services/segmentation/list.ts'
import { dueModels } from '../../../worker/services/segmentation/nightly.ts'
import { publishRun } from '../../../worker/services/segmentation/publish.ts'
import { startRun } from '../../../worker/services/segmentation/start.ts'
import { answered, as, subjects } from '../changes.ts'
import { call, databases, db, keyOf, playbook, post, publishPlaybook } from '../edge.ts'
import {
  addCustomers,
  addEvents,
  at,
  clear,
  computed,
  finished,
  membersOf,
  NOW,
  published,
  runFrom,
} from './runs.ts'

const number = (name: string, type: 'int' | 'money' | 'bool') =>
  ({ ...playbook.catalogue[0], name, type, label: { zh: name, en: name } }) as (typeof playbook.catalogue)[0]

const catalogue = [
  number('age', 'int'),
  number('deposit_balance', 'money'),
  number('app_active', 'bool'),
  number('vulnerability_health', 'bool'),
]

/** Three kinds of people, and some of whom too little is known or who refused. */
const factsOf = (customer: number) => {
  const kind = customer % 3
  if (customer % 50 === 0) return { age: 40 }
  return {
    age: [25, 45, 70][kind] as number,
    deposit_balance: ([1000, 800_000, 20_000][kind] as number) * 100 + customer,
    app_active: kind !== 2,
    ...(customer % 49 === 0 && { personalisation_consent: false }),
  }
}
const CUSTOMERS = 4500

// Clusters of thousands are learned in some tests several times; others may be at work on the machine.
vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  await publishPlaybook({ catalogue })
  await addCustomers(10)
  await env.CUSTOMERS.prepare('delete from customer').run()
  const rows = Array.from({ length: CUSTOMERS }, (_, no) => [keyOf(no + 1), JSON.stringify(factsOf(no + 1))])
  await env.CUSTOMERS.prepare(
    `insert into customer (key, load_id, facts, facts_as_of)
     select value ->> 0, 'base-1', value ->> 1, '2026-01-01T00:00:00.000Z' from json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run()
  await addEvents(
    Array.from({ length: 60 }, (_, no) => ({ customer: no + 1, days: 10 + no * 4, amount: 100 + no })),
  )
})
beforeEach(clear)
afterEach(() => vi.restoreAllMocks())

const count = async (sql: string) => (await env.CUSTOMERS.prepare(sql).first<{ n: number }>())?.n

describe('computing', () => {
  it.each(['rfm', 'clusters', 'life-cycle'] as const)('gives everybody one place: %s', async (model) => {
    const run = await computed(model)
    expect(run).toMatchObject({ state: 'preview', failure: null, startedBy: 'starter' })
    expect(Object.keys(await membersOf(run.id)).length).toBe(CUSTOMERS)
    expect(run.result.sizes.reduce((sum, { customers }) => sum + customers, 0)).toBe(CUSTOMERS)
  })

  it('finds the kinds of people there are, tells who is left out, and says what sets them apart', async () => {
    const { id, result } = await computed('clusters')
    const { choice, leftOut, groups } = result
    expect(choice?.k).toBe(3)
    expect(choice?.table.map(({ k }) => k)).toEqual([3, 4, 5, 6, 7, 8])
    expect(choice?.unused).toContainEqual({ name: 'vulnerability_health', why: 'sensitive' })
    const missing = Math.floor(CUSTOMERS / 50)
    expect(leftOut).toContainEqual({ why: 'missing', fact: 'deposit_balance', customers: missing })
    const refused = Array.from({ length: CUSTOMERS }, (_, no) => no + 1).filter((n) => n % 49 === 0 && n % 50)
    expect(leftOut).toContainEqual({ why: 'refused', fact: null, customers: refused.length })
    const members = await membersOf(id)
    for (const kind of [1, 2, 3])
      expect(new Set([0, 3, 6, 9].map((more) => members[kind + more])).size).toBe(1)
    expect(new Set([members[1], members[2], members[3]]).size).toBe(3)
    expect(members[49]).toBe('')
    expect(groups.every(({ words }) => words !== null)).toBe(true)
  })

  it('goes on with the live clusters, and says by how much others would have to be better', async () => {
    const live = await published('clusters')
    expect(live.result.choice?.live).toBeNull()
    const { result } = await computed('clusters')
    expect(result.choice?.live).toMatchObject({ run: live.id, k: 3, margin: 0.1, kept: true })
    expect(result.drift?.moves.every(({ from, to }) => from === to)).toBe(true)
  })

  it('says which facts are made up, and marks the cluster of who has one', async () => {
    const made = { age: { at: '2026-01-01T00:00:00.000Z', source: 'generator', rule: 'given' } }
    const mark = 'update customer set lineage = ? where key in (?, ?)'
    const set = (lineage: string | null) =>
      env.CUSTOMERS.prepare(mark).bind(lineage, keyOf(1), keyOf(2)).run()
    await set(JSON.stringify(made))
    const { id, result } = await computed('clusters').finally(() => set(null))
    const features = result.choice?.features ?? []
    expect(features.filter((one) => one.made > 0).map(({ name }) => name)).toEqual(['age'])
    const { results } = await env.CUSTOMERS.prepare(
      "select customer_key as key from segmentation_member where run_id = ? and basis ->> 'made' = 1 order by key",
    )
      .bind(id)
      .all()
    expect(results).toEqual([{ key: keyOf(1) }, { key: keyOf(2) }])
    expect(madeUpAmong({ cluster: 'c1', age: 5 }, null, '[["clusters","c1",null,1]]')).toEqual(['cluster'])
  })

  it('counts how far it is', async () => {
    const { id, total } = await startRun(databases, 'life-cycle', { by: 'starter', at })
    expect(total).toBe(CUSTOMERS)
    const seen: number[] = []
    for (;;) {
      await advance(databases, NOW)
      const run = await readRun(db, id)
      if (run.phase !== 'assign') break
      seen.push(run.done)
    }
    expect(seen).toEqual([2000, 4000])
  })

  it.each(['rfm', 'clusters', 'life-cycle'] as const)(
    'killed before or after any step, comes to the same: %s',
    async (model) => {
      const whole = await membersOf((await computed(model)).id)
      const { id } = await startRun(databases, model, { by: 'starter', at })
      for (let kill = 0; ; kill++) {
        // Before: nothing of the batch that writes the step arrives. After: it stands, and its answer is lost.
        const batch = db.batch.bind(db)
        const dead = vi.spyOn(db, 'batch').mockImplementation(async (statements) => {
          const writes = toSql(statements[0]).startsWith('insert into')
          if (writes && kill % 2 === 0) throw new Error('killed')
          const answer = await batch(statements)
          if (writes) throw new Error('killed')
          return answer
        })
        await expect(dies(advance(databases, NOW))).resolves.toBe(true)
        dead.mockRestore()
        if ((await readRun(db, id)).state !== 'computing') break
        await advance(databases, NOW)
        if ((await readRun(db, id)).state !== 'computing') break
      }
      expect((await readRun(db, id)).state).toBe('preview')
      expect(await membersOf(id)).toEqual(whole)
    },
  )

  it('two at the same step do it once', async () => {
    const { id } = await startRun(databases, 'life-cycle', { by: 'starter', at })
    const both = await Promise.all([advance(databases, NOW), advance(databases, NOW)])
    expect(both.filter(Boolean).length).toBe(1)
    await finished()
    expect(Object.keys(await membersOf(id)).length).toBe(CUSTOMERS)
  })

  it('leaves nothing of its steps behind', async () => {
    await computed('clusters')
    expect(await count("select count(*) as n from segmentation_step where body <> ''")).toBe(0)
  })

  it('ends where other customers went live meanwhile', async () => {
    const { id } = await startRun(databases, 'life-cycle', { by: 'starter', at })
    await advance(databases, NOW)
    await env.CUSTOMERS.prepare("update dataset set live_load = 'base-2' where id = 'base'").run()
    await advance(databases, NOW)
    await env.CUSTOMERS.prepare("update dataset set live_load = 'base-1' where id = 'base'").run()
    expect(await readRun(db, id)).toMatchObject({ state: 'failed', failure: 'base-changed' })
  })

  it('ends where a step fails by itself, and says so in the log', async () => {
    const { id } = await startRun(databases, 'life-cycle', { by: 'starter', at })
    await env.CUSTOMERS.prepare("update customer set facts = 'no JSON' where key = ?").bind(keyOf(1)).run()
    await expect(advance(databases, NOW)).rejects.toThrow(SyntaxError)
    await env.CUSTOMERS.prepare('update customer set facts = ? where key = ?')
      .bind(JSON.stringify(factsOf(1)), keyOf(1))
      .run()
    expect(await readRun(db, id)).toMatchObject({ state: 'failed', failure: 'defect' })
  })

  it('is worked on by the minute', async () => {
    const { id } = await startRun(databases, 'rfm', { by: 'starter', at })
    await everyMinute(env, NOW)
    expect((await readRun(db, id)).state).toBe('preview')
  })
})

describe('one run of a model', () => {
  it('computes at a time', async () => {
    const start = () => post('/v1/segmentations', { model: 'rfm' }, as('supervisor'))
    const answers = await Promise.all([start(), start(), start()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await answered(await start())).toBe('run-under-way')
  })

  it('waits: a later one takes its place', async () => {
    const first = await computed('rfm')
    const second = await computed('rfm')
    expect((await readRun(db, first.id)).state).toBe('replaced')
    expect((await readRun(db, second.id)).state).toBe('preview')
    expect(await answered(await post(`/v1/segmentations/${first.id}/publish`, {}, as('approver')))).toBe(
      'not-in-this-state',
    )
  })

  it('is live: the next one takes its place, and its members are dropped', async () => {
    const first = await published('life-cycle')
    const second = await published('life-cycle')
    expect(await readRun(db, first.id)).toMatchObject({ state: 'replaced' })
    expect(await readRun(db, second.id)).toMatchObject({ state: 'live', publishedBy: 'second' })
    while (await dropClosed(databases)) {}
    expect(Object.keys(await membersOf(first.id))).toEqual([])
    expect(Object.keys(await membersOf(second.id)).length).toBe(CUSTOMERS)
  })

  it('is discarded while it is computed: the step under way writes nothing', async () => {
    const { id } = await startRun(databases, 'life-cycle', { by: 'starter', at })
    await advance(databases, NOW)
    const [stepped] = await Promise.allSettled([
      advance(databases, NOW),
      discardRun(databases, { id, by: 'x', at }),
    ])
    expect(stepped.status).toBe('fulfilled')
    await finished()
    expect((await readRun(db, id)).state).toBe('discarded')
  })
})

describe('four eyes', () => {
  const refusals = async (id: number) => {
    const { results } = await env.PLAYBOOK.prepare('select * from audit where subject = ? order by sequence')
      .bind(`segmentation/${id}`)
      .all<{ action: string; actor: string; detail: string }>()
    return results
      .filter(({ action }) => action.endsWith('.refused'))
      .map(({ actor, detail }) => [actor, detail])
  }

  it('who started a run cannot let it go live, whatever their roles, and it is written down', async () => {
    const { id } = await computed('rfm', subjects.lead)
    const publish = (person: 'lead' | 'supervisor' | 'approver') =>
      post(`/v1/segmentations/${id}/publish`, {}, as(person))
    expect(await answered(await publish('lead'))).toBe('own-change')
    expect(await answered(await publish('supervisor'))).toBe('role-missing')
    expect(await refusals(id)).toEqual([
      [subjects.lead, 'own-change'],
      [subjects.supervisor, 'role-missing'],
    ])
    expect((await runFrom(await publish('approver'))).state).toBe('live')
    expect(await answered(await publish('lead'))).toBe('own-change')
    expect(await answered(await publish('approver'))).toBe('not-in-this-state')
  })

  it('of two who let it go live at once one does', async () => {
    const { id } = await computed('rfm')
    const both = await Promise.allSettled(['one', 'two'].map((by) => publishRun(databases, { id, by, at })))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('everything people did stands in a chain that is whole', async () => {
    const { results } = await env.PLAYBOOK.prepare('select * from audit order by sequence').all()
    expect(results.length).toBeGreaterThan(10)
    expect(await firstBrokenLink(results as never)).toBe(null)
  })

  it('a dataset that is refreshed while a run waits does not void it, and the list says so', async () => {
    const { id } = await computed('rfm')
    const { behind } = await listRuns(databases, NOW)
    await env.CUSTOMERS.prepare("update dataset set live_load = 'base-2' where id = 'base'").run()
    const after = await listRuns(databases, NOW)
    const published = await settled(publishRun(databases, { id, by: 'second', at }))
    await env.CUSTOMERS.prepare("update dataset set live_load = 'base-1' where id = 'base'").run()
    expect(behind).toEqual([])
    expect(after.behind).toContain(id)
    expect(published).toMatchObject({ status: 'fulfilled', value: { state: 'live' } })
  })
})

describe('drift', () => {
  it('tells who would move from where to where, and sums up to everybody', async () => {
    await published('life-cycle')
    await addEvents([
      { customer: 100, days: 1, amount: 50 },
      { customer: 101, days: 1, amount: 50 },
    ])
    await env.CUSTOMERS.prepare('delete from customer where key = ?').bind(keyOf(4500)).run()
    const { result } = await computed('life-cycle')
    await env.CUSTOMERS.prepare('insert into customer (key, load_id, facts, facts_as_of) values (?, ?, ?, ?)')
      .bind(keyOf(4500), 'base-1', JSON.stringify(factsOf(4500)), '2026-01-01T00:00:00.000Z')
      .run()
    const moves = result.drift?.moves ?? []
    expect(moves.filter(({ from, to }) => from !== to)).toEqual([{ from: '', to: 'settled', customers: 2 }])
    expect(moves.reduce((sum, { customers }) => sum + customers, 0)).toBe(CUSTOMERS)
    for (const { value, customers } of result.sizes) {
      const into = moves.filter(({ to }) => to === value)
      const gone = value === '' ? 1 : 0
      expect([value, into.reduce((sum, one) => sum + one.customers, 0) - gone]).toEqual([value, customers])
    }
  })
})

describe('at night', () => {
  const night = new Date('2027-01-05T19:00:00.000Z')

  it('every model that was ever computed is, once', async () => {
    await computed('rfm')
    expect(await dueModels(db, new Date('2027-01-05T12:00:00.000Z'))).toEqual([])
    const due = await dueModels(db, night)
    expect(due).toContain('rfm')
    await computeSegments(databases, night)
    const { runs } = await listRuns(databases, NOW)
    const nightly = runs.filter(({ startedAt }) => startedAt === night.toISOString())
    expect(nightly.map(({ model }) => model).toSorted()).toEqual(due.toSorted())
    expect(nightly.every(({ startedBy, state }) => startedBy === null && state === 'preview')).toBe(true)
    expect(await dueModels(db, new Date(night.getTime() + 60_000))).toEqual([])
  })

  it('a model that a refresh ended is computed again in the same night', async () => {
    const tomorrow = new Date(night.getTime() + 86_400_000)
    const { id } = await startRun(databases, 'life-cycle', { by: null, at: tomorrow.toISOString() })
    await env.CUSTOMERS.prepare("update dataset set live_load = 'base-2' where id = 'base'").run()
    await advance(databases, tomorrow)
    await env.CUSTOMERS.prepare("update dataset set live_load = 'base-1' where id = 'base'").run()
    expect(await readRun(db, id)).toMatchObject({ state: 'failed', failure: 'base-changed' })
    const later = new Date(tomorrow.getTime() + 60_000)
    expect(await dueModels(db, later)).toContain('life-cycle')
    await computeSegments(databases, later)
    expect(await dueModels(db, new Date(later.getTime() + 60_000))).toEqual([])
  })
})

it('tells a run, and that there is none', async () => {
  const { id } = await computed('rfm')
  expect(await runFrom(await call(`/v1/segmentations/${id}`, { headers: as('auditor') }))).toMatchObject({
    id,
  })
  expect(await answered(await call('/v1/segmentations/999999', { headers: as('auditor') }))).toBe(
    'no-such-run',
  )
  expect(JSON.stringify(await listRuns(databases, NOW))).not.toMatch(/[0-9a-f]{64}/)
})

const toSql = (statement: unknown) => (statement as { toSQL(): { sql: string } }).toSQL().sql

const settled = async <Value>(work: Promise<Value>) => (await Promise.allSettled([work]))[0]

const dies = (work: Promise<unknown>) =>
  work.then(
    () => false,
    (error) => error instanceof Error && error.message === 'killed',
  )
