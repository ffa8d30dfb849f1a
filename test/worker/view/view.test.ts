import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Attribute } from '../../../worker/contract/catalogue.ts'
import { readView } from '../../../worker/services/view/read.ts'
import { readEvents } from '../../../worker/services/view/read-events.ts'
import { scopeOf } from '../../../worker/services/view/sql.ts'
import {
  changesOf,
  countedEvents,
  countedLinks,
  eventsOfKinds,
  keptFacts,
  seatOf,
} from '../../../worker/services/view/statements.ts'
import { as, now } from '../changes.ts'
import { addBase, call, customersDb, keyOf, planOf, post, publishPlaybook } from '../edge.ts'
import { clearBase, event, rows, taken } from '../ingest.ts'
import { counting } from './counting.ts'
import { agoBy, askView, publishViewed, seeView, viewed } from './playbook.ts'

const [one, other] = [keyOf(1), keyOf(2)]

beforeAll(async () => {
  await publishViewed()
})
beforeEach(async () => {
  await clearBase('objection', 'key_pair', 'segmentation_run', 'segmentation_member')
})

const live = (customers: Record<string, object>, change: object = {}) =>
  addBase({ dataset: 'probe', load: 'first', finishedAt: agoBy(1), customers, ...change } as never)
const say = (key: string, at: string, facts: object, source = 'core') =>
  taken('customers', [{ customerKey: key, at, source, facts }])
const happen = (...events: object[]) => taken('events', events.map(event))
const move = (kind: 'merged' | 'split', oldKey: string, newKey: string, at: string) =>
  taken('moves', [{ id: `${kind}-1`, oldKey, newKey, kind, at }])

describe('facts', () => {
  it('are all that people may see, with where each is from', async () => {
    await live({ [one]: { age: 65, secret_word: 'plover', score: 7, undeclared: 'x' } })
    await say(one, agoBy(40), { balance: 500, secret_word: 'heron' })
    const view = await seeView(one)
    expect(view.facts).toEqual({ age: 65, balance: 500 })
    expect(view.stale).toEqual(['balance'])
    expect(view.lineage).toEqual({
      age: { at: '2026-01-01T00:00:00.000Z', source: 'probe', rule: 'given' },
      balance: { at: expect.stringContaining(agoBy(40).slice(0, 10)), source: 'core', rule: 'given' },
    })
    expect(JSON.stringify(view)).not.toMatch(/plover|heron|secret_word|score|undeclared/)
    expect(view).toMatchObject({ customerKey: one, playbookVersion: 1, historical: false, currency: 'CNY' })
  })

  it('are of the load that finished last where a customer is in two of other moments', async () => {
    await live({ [one]: { age: 30 } })
    const asOf = '2026-10-01T00:00:00.000Z'
    await addBase({ dataset: 'old', load: 'old', asOf, finishedAt: now(), customers: { [one]: { age: 31 } } })
    expect(await seeView(one)).toMatchObject({ facts: { age: 31 }, lineage: { age: { source: 'old' } } })
  })

  it('of a live run name the run', async () => {
    await live({ [one]: { age: 30, rfm_group: 'told by an extract' } })
    await env.CUSTOMERS.batch([
      env.CUSTOMERS.prepare(
        `insert into segmentation_run (id, model, state, phase, step, cursor, done, total, started_at, loads, work, result)
         values (9, 'rfm', 'live', 'done', 1, '', 1, 1, '2026-11-01T00:00:00.000Z', '[]', '', '{}')`,
      ),
      env.CUSTOMERS.prepare("insert into segmentation_member values (9, ?, 'loyal', '[]')").bind(one),
    ])
    expect(await seeView(one)).toMatchObject({
      facts: { rfm_group: 'loyal' },
      lineage: { rfm_group: { at: '2026-11-01T00:00:00.000Z', source: 'segmentation', rule: 'rfm' } },
    })
  })
})

describe('what happened', () => {
  it('is counted by channel, kind and month of the bank', async () => {
    await live({ [one]: {}, [other]: {} })
    await happen(
      { at: '2026-10-31T16:30:00Z' },
      { at: '2026-10-31', channel: 'web' },
      { at: '2026-11-20', kind: 'contact', channel: 'phone' },
      { at: '2026-11-21T04:00:00+08:00' },
      { customerKey: other, channel: 'cards' },
    )
    const { activity } = await seeView(one)
    expect(activity).toMatchObject({ events: 4, lastAt: '2026-11-20T20:00:00.000Z' })
    expect(activity.firstAt).toBe('2026-10-30T16:00:00.000Z')
    expect(activity.channels).toEqual([
      { channel: 'app', events: 2, lastAt: '2026-11-20T20:00:00.000Z' },
      { channel: 'phone', events: 1, lastAt: '2026-11-19T16:00:00.000Z' },
      { channel: 'web', events: 1, lastAt: '2026-10-30T16:00:00.000Z' },
    ])
    expect(activity.kinds).toEqual([
      { kind: 'credit', events: 3 },
      { kind: 'contact', events: 1 },
    ])
    const months = Object.fromEntries(activity.months.map(({ month, events }) => [month, events]))
    expect(months).toMatchObject({ '2026-10': 1, '2026-11': 3 })
    expect(activity.months).toHaveLength(12)
  })

  it('shows of the last five contacts what is declared and no C3', async () => {
    await live({ [one]: {} })
    const detail = { reason: 'card', seconds: 'long', voice: 'print', note: 'free text' }
    await happen(
      ...Array.from({ length: 7 }, (_, at) => ({
        kind: 'contact',
        at: agoBy(at + 1),
        detail,
        id: `c-${at}`,
      })),
      { kind: 'credit', at: agoBy(0, 1) },
    )
    const { contacts } = await seeView(one)
    expect(contacts.map(({ id }) => id)).toEqual(['c-0', 'c-1', 'c-2', 'c-3', 'c-4'])
    expect(contacts[0]?.detail).toEqual({ reason: 'card' })
    expect(JSON.stringify(contacts)).not.toMatch(/print|free text|voice/)
  })

  it('lies before the moment seen from, be it now or the last day of a historical extract', async () => {
    const asOf = '2020-05-05T04:00:00.000Z'
    await live({ [one]: { age: 40 } }, { asOf })
    await live({ [other]: { age: 40 } }, { dataset: 'now', load: 'now' })
    await happen({ at: '2020-05-05' }, { at: '2020-05-06' }, { at: asOf }, { at: '2020-05-05T04:00:00.001Z' })
    await taken(
      'events',
      [
        event({ customerKey: other, at: agoBy(-1) }),
        event({ customerKey: other, at: agoBy(1) }),
        event({ customerKey: one, at: agoBy(1) }),
      ],
      { dataset: 'now' },
    )
    expect(await seeView(one)).toMatchObject({ asOf, historical: true, activity: { events: 2 } })
    expect((await seeView(one)).activity.months.at(-1)).toEqual({ month: '2020-05', events: 2 })
    expect(await seeView(other)).toMatchObject({ historical: false, activity: { events: 1 } })
  })

  it('of a dataset in another currency has no amount', async () => {
    await addBase({ dataset: 'abroad', load: 'abroad', finishedAt: agoBy(2), customers: { [one]: {} } })
    await env.CUSTOMERS.prepare("update dataset set currency = 'EUR' where id = 'abroad'").run()
    await live({ [one]: {} })
    await taken('events', [event({ kind: 'contact', amount: 7 })], { dataset: 'abroad' })
    await happen({ kind: 'contact', amount: 8 })
    const { contacts, currency } = await seeView(one)
    expect([currency, ...contacts.map(({ amount }) => amount).toSorted()]).toEqual(['CNY', 8, null])
  })
})

describe('matters', () => {
  it('are open until they are answered, with their limits in days of the bank', async () => {
    await live({ [one]: {} })
    const opened = agoBy(16)
    await happen(
      { kind: 'complaint_opened', at: opened, channel: 'phone', detail: { complaint: 'a', matter: 'fee' } },
      { kind: 'complaint_opened', at: agoBy(20), detail: { complaint: 'b', matter: 'card' } },
      { kind: 'complaint_closed', at: agoBy(2), detail: { complaint: 'b' } },
    )
    const { matters } = await seeView(one)
    expect(matters).toMatchObject([
      {
        matter: 'complaint',
        openedAt: opened,
        channel: 'phone',
        about: 'fee',
        limits: [{ left: -1 }, { left: 29 }],
      },
    ])
    expect(matters[0]).not.toHaveProperty('silentSince')
  })

  it('say since when no events come, after which they may have been closed', async () => {
    await live({ [one]: {} })
    await happen({ kind: 'complaint_opened', at: agoBy(16), detail: { complaint: 'a' } })
    const calls = Attribute.parse({
      ...{ name: 'calls', type: 'int', label: { zh: 'c', en: 'c' }, sensitivity: 'C1', channel: 'core' },
      ...{ freshDays: 2, fold: { op: 'count', kinds: ['contact'], withinDays: 90 } },
    })
    await publishPlaybook({ ...viewed, catalogue: [...viewed.catalogue, calls] })
    const stopped = async (days: number) => {
      await env.CUSTOMERS.prepare('update dataset set events_at = ?').bind(agoBy(days)).run()
      return (await seeView(one)).matters.map(({ silentSince }) => silentSince?.slice(0, 10))
    }
    const told = [await stopped(1), await stopped(3)]
    // Or no event of a kind that would close it, while others do.
    const day = agoBy(60).slice(0, 10)
    for (const kind of ['complaint_closed', 'complaint_opened', 'credit']) {
      const late = JSON.stringify([{ kind, last: day, gap: 1 }])
      await env.CUSTOMERS.prepare('update dataset set late_kinds = ?').bind(late).run()
      told.push(await stopped(0))
    }
    await publishViewed()
    expect(told).toEqual([[undefined], [agoBy(3).slice(0, 10)], [day], [undefined], [undefined]])
  })
})

describe('changes', () => {
  it('are those since the last contact that began more than an hour ago, of what is shown', async () => {
    await live({ [one]: {} })
    await happen({ kind: 'contact', at: agoBy(5) }, { kind: 'contact', at: agoBy(0, 0.5) })
    await say(one, agoBy(9), { age: 40, balance: 1 })
    await say(one, agoBy(3), { balance: 2, secret_word: 'x', score: 1 })
    await say(one, agoBy(0, 0.2), { balance: null })
    await say(one, agoBy(-1), { age: 41 })
    const { since, items } = (await seeView(one)).changes
    expect(since?.slice(0, 16)).toBe(agoBy(5).slice(0, 16))
    expect(items.map(({ attribute, before, after }) => [attribute, before, after])).toEqual([
      ['balance', 2, null],
      ['balance', 1, 2],
    ])
  })

  it('are all of them where no contact is known', async () => {
    await live({ [one]: {} })
    await say(one, agoBy(9), { age: 40 })
    expect((await seeView(one)).changes).toMatchObject({
      since: null,
      items: [{ attribute: 'age', after: 40 }],
    })
  })

  it('are of the dataset that speaks for the customer, whose currency they are told in', async () => {
    await live({ [one]: {} })
    await addBase({ dataset: 'abroad', load: 'abroad', finishedAt: agoBy(2), customers: { [one]: {} } })
    await env.CUSTOMERS.prepare("update dataset set currency = 'EUR' where id = 'abroad'").run()
    const abroad = (at: string, balance: number) =>
      taken('customers', [{ customerKey: one, at, source: 'core', facts: { balance } }], {
        dataset: 'abroad',
      })
    await say(one, agoBy(9), { balance: 1000 })
    await abroad(agoBy(8), 7)
    await say(one, agoBy(3), { balance: 2000 })
    await abroad(agoBy(2), 8)
    const told = async () => {
      const { currency, facts, changes } = await seeView(one)
      return [currency, facts.balance, changes.items.map(({ before, after }) => [before, after])]
    }
    expect(await told()).toEqual([
      'CNY',
      2000,
      [
        [1000, 2000],
        [null, 1000],
      ],
    ])
    await env.CUSTOMERS.prepare('update load set finished_at = ? where id = ?').bind(now(), 'abroad').run()
    expect(await told()).toEqual([
      'EUR',
      8,
      [
        [7, 8],
        [null, 7],
      ],
    ])
  })

  it('of two datasets that say different things at one moment are both kept, and of another currency not told', async () => {
    await live({ [one]: {} })
    await addBase({ dataset: 'abroad', load: 'abroad', finishedAt: agoBy(2), customers: { [one]: {} } })
    await env.CUSTOMERS.prepare("update dataset set currency = 'EUR' where id = 'abroad'").run()
    const row = (balance: number) => [{ customerKey: one, at: agoBy(3), source: 'core', facts: { balance } }]
    const [mine, theirs] = [row(5), row(9)]
    await taken('customers', theirs, { dataset: 'abroad' })
    await taken('customers', mine)
    expect((await seeView(one)).changes.items.map(({ after }) => after)).toEqual([5])
  })
})

describe('ways to the customer', () => {
  it('are counted by kind, never told, and uncertain from before a split', async () => {
    await live({ [one]: {}, [other]: {} })
    const link = (n: number, change: object) => ({
      ...{ hash: keyOf(n), kind: 'account', customerKey: one, role: 'owner', certain: true, at: agoBy(5) },
      ...change,
    })
    await taken('identifiers', [
      link(100, {}),
      link(101, {}),
      link(102, { kind: 'card', certain: false }),
      link(103, { customerKey: other }),
    ])
    const counts = async () => (await seeView(one)).links
    expect(await counts()).toEqual([
      { kind: 'account', role: 'owner', certain: true, count: 2 },
      { kind: 'card', role: 'owner', certain: false, count: 1 },
    ])
    const at = agoBy(1)
    await move('split', one, keyOf(9), at)
    expect(await counts()).toEqual([
      { kind: 'account', role: 'owner', certain: false, count: 2 },
      { kind: 'card', role: 'owner', certain: false, count: 1 },
    ])
    expect(await seeView(one)).toMatchObject({ splitAt: at })
    expect(JSON.stringify(await seeView(one))).not.toContain(keyOf(100))
  })
})

describe('the wrong customer', () => {
  it('is never answered: moved, unknown, or not yet live', async () => {
    await live({ [one]: { age: 70 }, [other]: { age: 20 } })
    await happen({ kind: 'contact' })
    await move('merged', one, other, now())
    expect(await askView(one)).toEqual({ customerKey: one, status: 'moved', to: other })
    expect(await seeView(other)).toMatchObject({ customerKey: other, activity: { events: 1 } })
    await addBase({ dataset: 'next', load: 'next', live: false, customers: { [keyOf(3)]: { age: 1 } } })
    for (const key of [keyOf(3), keyOf(4)])
      expect(await askView(key)).toEqual({ customerKey: key, status: 'unknown-customer' })
  })

  it('is no key either: what is none is refused', async () => {
    expect((await call(`/v1/customers/${one.slice(1)}/view`)).status).toBe(422)
    expect((await call(`/v1/customers/${one}/view`, { headers: as('auditor') })).status).toBe(403)
  })

  it('has the key asked for, while keys are changed too', async () => {
    const fresh = keyOf(5)
    await live({ [one]: { age: 70 } })
    await happen({ kind: 'contact', at: agoBy(3) })
    await env.CUSTOMERS.prepare('insert into key_pair values (?, ?, ?)').bind(one, fresh, 'r').run()
    await happen({ kind: 'contact', at: agoBy(2), customerKey: fresh })
    await post('/v1/objections', { customerKey: one, at: agoBy(1) })
    const [old, anew] = [await seeView(one), await seeView(fresh)]
    expect([old.customerKey, anew.customerKey]).toEqual([one, fresh])
    expect({ ...old, customerKey: '', asOf: '' }).toEqual({ ...anew, customerKey: '', asOf: '' })
    expect(old).toMatchObject({ activity: { events: 2 }, refusedAt: expect.any(String) })
    expect(old.contacts).toHaveLength(2)
  })
})

describe('who looked', () => {
  const viewing = { agent: { subject: 'agent-01', teams: ['north'] }, now: new Date() }

  it('is written down in the one batch that reads', async () => {
    await live({ [one]: {} })
    await seeView(one)
    const before = (await rows('select * from access')).length
    const { databases, batches } = counting()
    await readView(databases, one, viewing)
    await readEvents(databases, one, { limit: 10, kinds: ['credit'] }, viewing)
    expect(batches()).toBe(2)
    const written = (await rows('select * from access order by sequence')).slice(before)
    expect(written).toMatchObject([
      { action: 'view.read', detail: '', agent: 'agent-01', team: 'north' },
      { action: 'events.read', detail: 'credit limit/10' },
    ])
    for (const row of written) expect(JSON.parse(String(row.customers))).toHaveLength(1)
    expect(JSON.stringify(written)).not.toContain(one)
  })

  it('is written once where another playbook is found to be in force meanwhile, and its words hold', async () => {
    await live({ [one]: { age: 50 } })
    const { playbookVersion } = await seeView(one)
    await happen({ kind: 'contact', detail: { reason: 'card' } })
    await publishPlaybook({ ...viewed, events: [], matters: [] })
    const before = (await rows('select * from access')).length
    // Isolates keep what they answered from last; this one has to find out.
    const { databases, batches } = counting()
    const view = await readView(databases, one, viewing)
    expect(view).toMatchObject({ playbookVersion: playbookVersion + 1, contacts: [] })
    expect(batches()).toBeGreaterThan(1)
    expect(await rows('select * from access')).toHaveLength(before + 1)
    await publishViewed()
  })
})

it('finds everything by customer, and walks no table of all', async () => {
  const scope = scopeOf(one, new Date(), 'Asia/Shanghai')
  const plans = await Promise.all(
    [
      countedEvents(customersDb, scope),
      eventsOfKinds(customersDb, scope, ['credit']),
      changesOf(customersDb, scope, ['age']),
      countedLinks(customersDb, scope),
      keptFacts(customersDb, scope),
      seatOf(customersDb, scope),
    ].map(planOf),
  )
  expect(plans.join('\n')).not.toMatch(
    /SCAN (e|f|i|c|m|event|fact_change|identifier|customer|customer_move)\b/,
  )
  for (const plan of plans.slice(0, 2)) expect(plan).toContain('USING INDEX event_customer')
  expect(plans[3]).toContain('USING INDEX identifier_customer')
})
