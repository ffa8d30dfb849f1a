import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Feed } from '../../../worker/contract/feed.ts'
import { everyMinute } from '../../../worker/jobs/every-minute.ts'
import { scopeOf } from '../../../worker/services/view/sql.ts'
import { keptFacts } from '../../../worker/services/view/statements.ts'
import { newRowId, playbook, publishPlaybook } from '../edge.ts'
import { event } from '../ingest.ts'
import { admin, counted, d1s, deployment, edgeOf, inEach, NAMES, reportOf, spreadKey } from './many.ts'

const keys = await Promise.all(Array.from({ length: 40 }, (_, n) => spreadKey(n)))
const edge = edgeOf(deployment())
const feed = async (at = edge): Promise<Feed> =>
  Feed.parse(await (await at.call('/v1/ingest', { headers: admin })).json())

/** One of the databases does not answer. */
const silent = {
  CUSTOMERS_2: {
    prepare: (sql: string) => env.CUSTOMERS_2.prepare(sql),
    batch: () => Promise.reject(new Error('does not answer')),
  },
}

beforeAll(async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  await publishPlaybook()
  const rows = keys.map((customerKey) => ({ customerKey, facts: { age: 40 }, at: '2026-11-01T00:00:00Z' }))
  await reportOf(edge.send('customers', rows, newRowId(), 'first'))
})

it('tells of what is being filled, and of what is live, once for all databases', async () => {
  const filling = await feed()
  expect(filling.filling).toMatchObject([{ load: 'bank/first', rows: [{ kind: 'customers', taken: 40 }] }])
  const counts = { dataset: 'bank', currency: 'CNY', customers: keys.length, events: 0, identifiers: 0 }
  expect((await edge.post('/v1/ingest/loads/first/finish', counts, admin)).status).toBe(200)
  const live = await feed()
  expect(live.filling).toEqual([])
  expect(live.datasets).toMatchObject([
    { dataset: 'bank', counted: { customers: 40 }, since: [], lookedAt: 40 },
  ])
  await reportOf(edge.send('events', [event({ customerKey: keys[0] })], newRowId()))
  expect((await feed()).datasets).toMatchObject([{ since: [{ kind: 'events', taken: 1 }] }])
})

it('asks each database once', async () => {
  const { env: own, batches } = counted(deployment())
  const counting = edgeOf(own)
  await feed(counting)
  const before = { ...batches }
  await feed(counting)
  const asked = Object.fromEntries(NAMES.map((name) => [name, (batches[name] ?? 0) - (before[name] ?? 0)]))
  expect(asked).toEqual({ CUSTOMERS_1: 1, CUSTOMERS_2: 1, CUSTOMERS_3: 1, CUSTOMERS_4: 1 })
})

describe('when events last came', () => {
  const moments = () =>
    Promise.all(
      d1s.map((d1) =>
        d1.prepare("select events_at as at from dataset where id = 'bank'").first<string>('at'),
      ),
    )
  const minute = (at: string, given = deployment()) => everyMinute(given, new Date(`2027-01-01T00:${at}:00Z`))

  it('every database is told every ten minutes', async () => {
    await reportOf(edge.send('events', [], newRowId()))
    const [first, ...others] = await moments()
    expect([first, new Set(others)]).toEqual([expect.any(String), new Set([null])])
    await minute('11')
    expect(await moments()).toEqual([first, ...others])
    await minute('20')
    expect(await moments()).toEqual(d1s.map(() => first))
  })

  it('one that does not answer keeps nobody else from hearing it, and hears it the next time', async () => {
    const [before] = await moments()
    await reportOf(edge.send('events', [], newRowId()))
    const [first] = await moments()
    expect(first).not.toBe(before)
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    await minute('30', { ...deployment(), ...silent })
    const logged = log.mock.calls.map(([line]) => JSON.parse(String(line)).work)
    log.mockRestore()
    expect(await moments()).toEqual([first, before, first, first])
    expect(logged).toContain('when events came')
    await minute('40')
    expect(await moments()).toEqual(d1s.map(() => first))
  })
})

it('every database is told which kinds of event are late, by the days that the first one keeps, and when they are not', async () => {
  const day = (at: number) => new Date(Date.UTC(2026, 9, 1 + at)).toISOString().slice(0, 10)
  const daily = Array.from({ length: 92 }, (_, at) =>
    event({ customerKey: keys[at % 12], kind: 'debit', at: day(at - 80) }),
  )
  await publishPlaybook({
    events: [{ ...playbook.events[0], kind: 'debit', label: { zh: '支出', en: 'Debit' } }] as never,
  })
  await reportOf(edge.send('events', daily, newRowId()))
  const late = async () =>
    (await inEach("select late_kinds as late from dataset where id = 'bank'")).flat().map(({ late }) => late)
  const noted = async () => (await inEach('select count(*) as days from event_day')).map(([one]) => one?.days)
  expect(await noted()).toEqual([92, 0, 0, 0])
  await everyMinute(deployment(), new Date(`${day(20)}T00:10:00Z`))
  const told = JSON.stringify([{ kind: 'debit', last: day(11), gap: 1 }])
  expect(await late()).toEqual(d1s.map(() => told))
  const [read] = await edge.databases
    .of(keys[3] as string)
    .batch([
      keptFacts(
        edge.databases.of(keys[3] as string),
        scopeOf(keys[3] as string, new Date(), 'Asia/Shanghai'),
      ),
    ])
  expect(read[0]?.lateKinds).toBe(`[${told}]`)
  await reportOf(
    edge.send('events', [event({ customerKey: keys[0], kind: 'debit', at: day(19) })], newRowId()),
  )
  await everyMinute(deployment(), new Date(`${day(20)}T00:20:00Z`))
  expect(await late()).toEqual(d1s.map(() => null))
})

it('an end that broke off between two databases is told as half live', async () => {
  await reportOf(edge.send('customers', [], newRowId(), 'second'))
  await d1s[0]?.prepare("update load set state = 'done' where id = 'bank/second'").run()
  await d1s[0]?.prepare("update dataset set live_load = 'bank/second'").run()
  const { filling } = await feed()
  expect(filling).toMatchObject([{ load: 'bank/second', halfLive: true }])
})
