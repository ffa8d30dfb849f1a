import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { NewHold } from '../../../worker/contract/records.ts'
import { keepRotation } from '../../../worker/jobs/keep-rotation.ts'
import { firstBrokenLink } from '../../../worker/services/audit/verify.ts'
import { recordConversions } from '../../../worker/services/conversions/record.ts'
import { openDatabase, runSql } from '../../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { confirmErasure } from '../../../worker/services/erasures/confirm.ts'
import { requestErasure } from '../../../worker/services/erasures/request.ts'
import { everyDatabase } from '../../../worker/services/every-database.ts'
import { placeHold } from '../../../worker/services/holds/place.ts'
import { releaseHold } from '../../../worker/services/holds/release.ts'
import { recordObjection } from '../../../worker/services/objections/record.ts'
import { recordOutcomes } from '../../../worker/services/outcomes/record.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { previewStretch } from '../../../worker/services/previews/stretch.ts'
import { addPairs } from '../../../worker/services/rotations/add-pairs.ts'
import { finishRotation } from '../../../worker/services/rotations/finish.ts'
import { listRotations } from '../../../worker/services/rotations/list.ts'
import { startRotation } from '../../../worker/services/rotations/start.ts'
import { readView } from '../../../worker/services/view/read.ts'
import { readEvents } from '../../../worker/services/view/read-events.ts'
import { outcome, playbook } from '../edge.ts'
import { type Base, fill, insert, madeUp, NOW, rowsIn } from './base.ts'
import { deployment, edgeOf, killing, spreadKey } from './many.ts'

const one = oneDatabase(openDatabase(env.CUSTOMERS, undefined, '', 'CUSTOMERS'))
const given = deployment()
const many = edgeOf(given).databases
const at = NOW.toISOString()
const agent = { subject: 'agent-3', teams: ['team-1'] }
const id = crypto.randomUUID()

let base: Base
let news: string[]
const old = (n: number) => base.keys[n] as string
const fresh = (n: number) => news[n] as string
const pairs = () => base.keys.map((key, n) => ({ old: key, new: fresh(n) }))

async function same<Answer>(ask: (databases: Databases) => Promise<Answer>): Promise<Answer> {
  const [alone, together] = [await ask(one), await ask(many)]
  expect(together).toEqual(alone)
  return alone
}

const asking = { agent: { ...agent, roles: ['agent' as const] }, now: NOW }
const decided = (keys: string[]) => async (databases: Databases) =>
  (await decideFor(databases, keys, asking)).decisions

/** Events and one number that came under a key. */
async function saidUnder(key: string, ids: readonly string[], certain: number): Promise<void> {
  const event = (event: string, n: number) => ({
    ...{ load_id: 'core-1', id: event, customer_key: key, channel: 'core', kind: 'credit' },
    ...{ at: new Date(NOW.getTime() - (n * 15 + 1) * 86_400_000).toISOString(), amount: 5, detail: null },
  })
  const number = { load_id: 'core-1', hash: 'f'.repeat(64), customer_key: key, kind: 'phone', role: 'owner' }
  for (const databases of [one, many]) {
    const [db] = databases.customers.filter((db) => databases === one || db.name === many.nameOf(key))
    if (!db) throw new Error('nowhere')
    await insert(db, 'event', ids.map(event))
    await insert(db, 'identifier', [{ ...number, certain, source: 'core', at }])
  }
}

beforeAll(async () => {
  base = await madeUp(9, 80)
  news = await Promise.all(base.keys.map((_, n) => spreadKey(5e6 + n)))
  await env.PLAYBOOK.prepare('delete from placement').run()
  for (const databases of [one, many]) {
    await publish(databases.playbook, playbook as Playbook, '2026-01-02T03:04:05.000Z')
    await fill(databases, base)
    await spreadVersion(databases)
    await startRotation(databases, { id, oldKeyId: 'k1', newKeyId: 'k2' }, 'admin', at)
  }
})

describe('while keys are changed', () => {
  it('pairs stand where either key belongs, each counted once, however often they are sent', async () => {
    const send = (databases: Databases) => addPairs(databases, id, pairs(), 'admin', at)
    expect(await same(send)).toEqual({ stored: 80, known: 0, refused: [] })
    expect(await same(send)).toEqual({ stored: 0, known: 80, refused: [] })
    expect((await same(listRotations)).rotations[0]).toMatchObject({ pairs: 80, state: 'running' })
    const wrong = [
      { old: old(0), new: fresh(1) },
      { old: await spreadKey(7e6), new: fresh(2) },
      { old: fresh(3), new: await spreadKey(7e6 + 1) },
    ]
    const refused = (databases: Databases) => addPairs(databases, id, wrong, 'admin', at)
    expect((await same(refused)).refused.map(({ line }) => line)).toEqual([1, 2, 3])
    const apart = pairs().filter((pair) => many.nameOf(pair.old) !== many.nameOf(pair.new))
    expect(apart.length).toBeGreaterThan(40)
  })

  it('a customer is one under either key', async () => {
    await same(decided(base.keys))
    await same(decided(news))
    const given = Array.from({ length: 30 }, (_, n) =>
      outcome({ customerKey: n % 2 ? old(n) : fresh(n), at }),
    )
    await same((databases) => recordOutcomes(databases, given, agent, at))
    await same(decided([...base.keys, ...news].slice(0, 100)))
  })

  it('is seen whole under either key, page by page', async () => {
    const events = base.tables.find(([table]) => table === 'event')?.[2] ?? []
    const happened = (key: string) => events.filter((row) => row.customer_key === key).length
    const n = pairs().findIndex(
      (pair) => many.nameOf(pair.old) !== many.nameOf(pair.new) && happened(pair.old) > 3,
    )
    await saidUnder(old(n), [], 1)
    await saidUnder(fresh(n), ['under-new-1', 'under-new-2', 'under-new-3'], 0)
    const viewing = { agent, now: NOW }
    for (const key of [old(n), fresh(n)]) {
      const view = await same((databases) => readView(databases, key, viewing))
      expect(view).toMatchObject({ status: 'viewed' })
      const paged = async (databases: Databases) => {
        const pages: string[][] = []
        for (let before: string | undefined | null; before !== null; ) {
          const query = { limit: 2, ...(before && { before }) }
          const page = await readEvents(databases, key, query, viewing)
          pages.push(page.events.map(({ id }) => id))
          before = page.next
        }
        return pages
      }
      const told = (await same(paged)).flat()
      if (view.status !== 'viewed') throw new Error(view.status)
      expect(told).toHaveLength(view.activity.events)
      expect(told).toContain('under-new-1')
      expect(view.links).toEqual([{ kind: 'phone', role: 'owner', certain: false, count: 1 }])
    }
  })

  it('says under one key what was said under the other', async () => {
    const say = (customerKey: string, action: 'record' | 'take-back', minutes: number) => {
      const moment = new Date(NOW.getTime() + minutes * 60_000).toISOString()
      const said = { customerKey, at: moment }
      return same((databases) => recordObjection(databases, said, { action, by: 'a', at: moment }))
    }
    for (const n of [40, 41, 42, 43, 44, 45]) {
      const before = await say(old(n), 'record', 1)
      expect(await say(fresh(n), 'record', 2)).toEqual(before)
      if (n % 2) expect(await say(fresh(n), 'take-back', 3)).toEqual({ refusedAt: null })
    }
    const rows = 'select customer_key, taken_back_at is null as stands from objection'
    await same((databases) => rowsIn(databases, rows))
  })

  it('a hold keeps what stands under either key', async () => {
    const hold = NewHold.parse({ id: crypto.randomUUID(), reason: 'a case', customerKey: fresh(50) })
    await same((databases) => placeHold(databases, hold, 'ann', at))
    const standing = `select 1 from legal_hold where id = '${hold.id}' and released_at is null`
    expect(await rowsIn(many, standing)).toHaveLength(4)
    await same((databases) => releaseHold(databases, hold.id, 'the case is closed', 'bo', at))
    expect(await rowsIn(many, standing)).toHaveLength(0)
  })

  it('a new extract makes no second customer, and a preview counts each once', async () => {
    for (const databases of [one, many]) {
      for (const db of databases.customers) {
        await insert(db, 'load', [
          {
            ...{ id: 'core-2', dataset_id: 'new', state: 'done', started_at: at, finished_at: at },
            summary: null,
          },
        ])
        await insert(db, 'dataset', [{ id: 'new', live_load: 'core-2', as_of: null, currency: 'CNY' }])
        const own = news.slice(0, 40).filter((key) => databases === one || many.nameOf(key) === db.name)
        const row = (key: string) => ({ key, load_id: 'core-2', facts: '{"age":66}', facts_as_of: at })
        await insert(db, 'customer', own.map(row))
      }
    }
    const answers = await same(decided(base.keys.slice(0, 40)))
    for (const answer of answers) expect(answer).toMatchObject({ facts: { age: 66 } })
    const [tip] = playbook.tips
    const request = { kind: 'tip' as const, itemId: 'call-back', content: tip, samples: 0, conditions: [] }
    const preview = async (databases: Databases) =>
      (await previewStretch(databases, request, agent, NOW)).counts
    expect((await same(preview)).customers).toBe(80)
  })

  it('conversions and erasures find all there is', async () => {
    const conversions = [{ id: 'c', customerKey: fresh(3), tipId: 'call-back', at }]
    await same((databases) => recordConversions(databases, conversions, 'admin', NOW))
    const erasure = crypto.randomUUID()
    const asked = { id: erasure, customerKey: old(60), reason: 'asked for it' }
    await same((databases) => requestErasure(databases, asked, 'ann', at))
    const { erased } = await same(async (databases) => {
      const done = await confirmErasure(databases, erasure, fresh(60), 'bo', at)
      // Who is asked for under one key is looked up in two databases, and written down in both.
      return { ...done, erased: { ...done.erased, audit_customer: 0 } }
    })
    expect(erased).not.toMatchObject({ event: 0 })
    const left = `select 1 from customer where key in ('${old(60)}', '${fresh(60)}')`
    expect(await same((databases) => rowsIn(databases, left))).toEqual([])
  })
})

it('at the end all stands under the new keys where those belong, wherever the work was broken off', async () => {
  const before = await same(decided(news))
  await finishRotation(one, id, 'admin', at)
  const fragile = edgeOf(killing(given, 0.2)).databases
  for (let tries = 0; tries < 40; tries += 1) await finishRotation(fragile, id, 'admin', at).catch(() => {})
  await keepRotation(one, at)
  for (let minute = 0; minute < 60; minute += 1) {
    await keepRotation(fragile, at).catch(() => {})
    // Between any two stops everybody is found with all that is theirs.
    if (minute % 10 === 0) expect(await decided(news)(many)).toEqual(before)
  }
  await keepRotation(many, at)
  expect((await same(listRotations)).rotations[0]).toMatchObject({ state: 'done', pairs: 0, left: 0 })
  const gone = JSON.stringify(base.keys)
  for (const table of ['event', 'outcome', 'conversion', 'objection', 'legal_hold']) {
    const all = async (databases: Databases) => {
      const rows = await rowsIn(databases, `select customer_key as key from ${table}`)
      // A hold stands in every database.
      return table === 'legal_hold'
        ? [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
        : rows
    }
    const rows = await same(all)
    for (const row of rows) expect(gone).not.toContain((row as { key: string }).key)
  }
  await same((databases) => rowsIn(databases, 'select key, load_id from customer'))
  for (const db of many.customers) {
    const text =
      'select key from customer union select customer_key from event union select customer_key from outcome'
    const [found] = await runSql<{ key: string }>(db, [{ text, values: [] }])
    for (const row of found?.results ?? []) expect(many.nameOf(row.key)).toBe(db.name)
  }
  expect(await decided(news)(many)).toEqual(before)
  for (const databases of [one, many])
    for (const db of everyDatabase(databases)) {
      const [chain] = await runSql(db, [{ text: 'select * from audit order by sequence', values: [] }])
      expect(await firstBrokenLink((chain?.results ?? []) as never)).toBeNull()
    }
}, 30_000)
