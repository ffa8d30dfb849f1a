import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { zoneClock } from '../../../worker/decision/clock.ts'
import { readView } from '../../../worker/services/view/read.ts'
import { readEvents } from '../../../worker/services/view/read-events.ts'
import { addBase, databases, keyOf } from '../edge.ts'
import { clearBase, event, taken } from '../ingest.ts'
import { agoBy, publishViewed } from './playbook.ts'

const [one, other] = [keyOf(1), keyOf(2)]
const clock = zoneClock('Asia/Shanghai')
const now = new Date('2026-11-26T06:00:00.000Z')
const viewing = { agent: { subject: 'agent-01', teams: [] }, now }

beforeAll(async () => {
  await publishViewed()
})
beforeEach(async () => {
  await clearBase('key_pair')
  await addBase({
    dataset: 'probe',
    load: 'probe',
    finishedAt: agoBy(1),
    customers: { [one]: {}, [other]: {} },
  })
})

const stored = fc.record({
  customerKey: fc.constantFrom(one, one, other),
  at: fc.oneof(
    fc.constantFrom(
      '2026-11-26',
      '2026-11-27',
      '2026-10-31',
      '2026-11-26T06:00:00.001Z',
      '2026-11-26T05:00:00.000Z',
    ),
    fc
      .date({ min: new Date('2025-10-01'), max: new Date('2026-11-28'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  ),
  channel: fc.constantFrom('app', 'phone', 'cards'),
  kind: fc.constantFrom('credit', 'contact', 'complaint_opened', 'complaint_closed'),
  detail: fc.record({ complaint: fc.constantFrom('a', 'b'), matter: fc.constantFrom('fee', 'card') }),
})

const momentOf = (at: string) => (at.length === 10 ? (clock.startOf(at)?.toISOString() ?? '') : at)

const dayOf = (at: string) => clock.dayOf(new Date(momentOf(at)))

/** Of a day without a time nobody knows: the close came first. */
const isAfter = (event: { at: string }, close: { at: string }) =>
  event.at.length === 10 || close.at.length === 10 ? dayOf(event.at) > dayOf(close.at) : event.at > close.at

it('the view and the pages agree with each other, and with what happened by then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stored, { maxLength: 30 }), async (events) => {
      await env.CUSTOMERS.prepare('delete from event').run()
      const rows = events.map((row) => ({ ...event(), ...row }))
      await taken('events', rows)
      const view = await readView(databases, one, viewing)
      const page = await readEvents(databases, one, { limit: 200 }, viewing)
      if (view.status !== 'viewed') throw new Error(view.status)
      const own = rows
        .filter(({ customerKey, at }) => customerKey === one && momentOf(at) <= now.toISOString())
        .toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? 1 : -1))
      expect(page.events.map(({ id }) => id)).toEqual(own.map(({ id }) => id))
      expect(view.activity.events).toBe(own.length)
      expect(Object.fromEntries(view.activity.kinds.map(({ kind, events }) => [kind, events]))).toEqual(
        Object.fromEntries(
          [...new Set(own.map(({ kind }) => kind))].map((kind) => [
            kind,
            own.filter((row) => row.kind === kind).length,
          ]),
        ),
      )
      for (const { month, events } of view.activity.months)
        expect(events, month).toBe(
          own.filter(({ at }) => clock.dayOf(new Date(momentOf(at))).startsWith(month)).length,
        )
      const spoken = own.filter(({ kind }) => kind === 'contact' || kind === 'complaint_opened')
      expect(view.contacts.map(({ id }) => id)).toEqual(spoken.slice(0, 5).map(({ id }) => id))
      const hourAgo = new Date(now.getTime() - 3_600_000).toISOString()
      const before = spoken.map(({ at }) => momentOf(at)).filter((at) => at < hourAgo)
      expect(view.changes.since).toBe(before.toSorted().at(-1) ?? null)
      const cases = Map.groupBy(
        own.filter(({ kind }) => kind.startsWith('complaint')),
        ({ detail }) => detail.complaint,
      )
      const open = [...cases.values()].filter((some) => {
        const closes = some.filter(({ kind }) => kind === 'complaint_closed')
        return some.some(
          (event) => event.kind === 'complaint_opened' && closes.every((close) => isAfter(event, close)),
        )
      })
      expect(view.matters).toHaveLength(open.length)
    }),
    { numRuns: 60 },
  )
})
