import { expect, test } from 'vitest'
import { EventDays, noteDays } from '../../worker/services/ingest/event-days.ts'
import { heardBy, isNews } from '../../worker/services/ingest/news.ts'

const counts = (kind: 'events' | 'customers' | 'identifiers', taken: number, known: number, refused = 0) => ({
  ...{ kind, taken, known },
  rowsIn: taken + known + refused,
})

test.each([
  [counts('events', 0, 0), true],
  [counts('events', 0, 0, 5), false],
  [counts('events', 0, 5), false],
  [counts('events', 1, 5, 5), true],
  [counts('customers', 0, 0), true],
  [counts('customers', 0, 0, 5), false],
  [counts('customers', 0, 5), true],
  [counts('identifiers', 0, 5, 1), true],
])('%o counts as something that came: %s', (of, is) => {
  expect(isNews(of)).toBe(is)
})

const now = '2026-11-26T10:00:00.000Z'
const on = (day: string, rows = 1) => ({ kind: 'debit', day, rows })
type Days = readonly ReturnType<typeof on>[]
test.each<[string, ReturnType<typeof counts>, Days, string | null, Days?]>([
  ['without rows of now', counts('events', 0, 0), [], now],
  ['with events of today', counts('events', 1, 0), [on('2026-11-26')], now],
  ['with events of two days ago', counts('events', 1, 0), [on('2026-11-24')], now],
  ['with some of long ago too', counts('events', 2, 0), [on('2026-08-01'), on('2026-11-25')], now],
  ['with a correction alone', counts('events', 1, 0), [on('2026-09-07')], '2026-09-10T00:00:00.000Z'],
  [
    'with a correction and what is known',
    counts('events', 1, 1),
    [on('2026-09-07'), on('2026-11-26', 0)],
    '2026-09-10T00:00:00.000Z',
  ],
  ['with what is known alone', counts('events', 0, 1), [on('2026-11-26', 0)], null],
  [
    'that broke off and comes again',
    counts('events', 0, 2),
    [on('2026-11-26', 0)],
    now,
    [on('2026-11-26', 0)],
  ],
  [
    'of old events that broke off and comes again',
    ...([counts('events', 0, 1), [on('2026-09-07', 0)], '2026-09-10T00:00:00.000Z'] as const),
    [on('2026-09-07', 0)],
  ],
  [
    'that broke off, with a day that is known',
    ...([counts('events', 1, 2), [on('2026-09-07'), on('2026-11-26', 0), on('2026-09-06', 0)], now] as const),
    [on('2026-09-06', 0)],
  ],
  ['of customers', counts('customers', 1, 0), [], null],
])('a batch %s tells of events until then', (_, of, days, until, broken) => {
  expect(heardBy(of, days, now, broken)).toBe(until)
})

test('days add up by kind, in statements that a bound value can hold', () => {
  const days = new EventDays()
  days.add([on('2026-11-26', 2), { ...on('2026-11-26'), kind: 'credit' }])
  days.add([on('2026-11-26', 3), on('2026-11-25', 0)])
  expect(days.all()).toEqual([
    on('2026-11-26', 5),
    { ...on('2026-11-26'), kind: 'credit' },
    on('2026-11-25', 0),
  ])
  const many = Array.from({ length: 20_001 }, (_, at) => on(String(at)))
  expect(noteDays('live', many, null).map(({ values }) => JSON.parse(String(values[1])).length)).toEqual([
    10_000, 10_000, 1,
  ])
  expect(noteDays('live', [], null)).toEqual([])
})
