import { describe, expect, test } from 'vitest'
import { agoAt, lasting } from '../../../extension/console/feed/ago.ts'
import { casesOf, isStale, isStill } from '../../../extension/console/feed/cases.ts'
import { Feed } from '../../../worker/contract/feed.ts'
import { calmFeed, feed, noFeed } from '../feed-story.ts'

const named = (name: string) => `<${name}>`
const titles = (of: Feed) => casesOf(of, named, 'en').map(({ title }) => title)

test('the stories are what the edge may answer', () => {
  for (const one of [feed, calmFeed, noFeed]) expect(Feed.parse(one)).toEqual(one)
})

test('where all is well there is nothing to see to', () => {
  expect(titles(calmFeed)).toEqual([])
  expect(titles(noFeed)).toEqual([])
})

test('names loads that stand still, what is too old, what was refused or is not declared, and who waits', () => {
  const [a, b, c, , , silent] = feed.datasets[0]?.attributes.map(({ name }) => named(name)) ?? []
  const stopped = feed.datasets[0]?.kinds[2]?.label.en
  const [lost] = feed.datasets[0]?.lost.map(named) ?? []
  expect(titles(feed)).toEqual([
    'Nothing has come for cards/first for 31 hours',
    `core gets no more events of these kinds: ${stopped} (none since 26 Oct 2026, before that never more than 3 days apart)`,
    `core has attributes that are too old: ${a}; ${b}; ${c}`,
    `core has attributes made from events that have not come for too long: ${silent}`,
    `core had attributes that no customer looked at has now: ${lost}`,
    'berka: 671 of 682 rows refused when it was imported',
    'core: 1,171 rows refused',
    'cards: 1 row refused',
    'core: 5 names or values are not as declared',
    'more than 10,000 customers wait for their facts to be made from events',
  ])
})

test('what was last seen more than a week ago is nothing to see to any more', () => {
  const old = <Row extends object>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, at: '2026-11-19T02:09:00.000Z' }))
  expect(titles({ ...calmFeed, problems: old(feed.problems), drift: old(feed.drift) })).toEqual([])
})

test('an end that broke off comes before anything else', () => {
  const [one] = feed.filling
  const half = { ...calmFeed, filling: one ? [{ ...one, halfLive: true }] : [] }
  expect(titles(half)).toEqual(['core/2026-12 is live in some of the databases only'])
})

describe('a live dataset', () => {
  const [calm] = calmFeed.datasets
  const stopped = (minutes: number, change: object = {}) => {
    const lastAt = new Date(Date.parse(feed.at) - minutes * 60_000).toISOString()
    return titles({ ...calmFeed, datasets: calm ? [{ ...calm, lastAt, ...change }] : [] })
  }
  test('to which nothing has come for longer than its shortest limit is to be seen to', () => {
    expect(stopped(7 * 24 * 60)).toEqual([])
    expect(stopped(7 * 24 * 60 + 1)).toEqual(['Nothing has come for core for 7 days'])
    expect(stopped(60 * 24 * 60)).toEqual(['Nothing has come for core for 60 days'])
  })
  test('of history ends by itself', () => {
    expect(stopped(60 * 24 * 60, { quietAfter: null })).toEqual([])
  })

  const imported = (daysAgo: number, refused: number) => {
    const liveSince = new Date(Date.parse(feed.at) - daysAgo * 24 * 3_600_000).toISOString()
    const refusedIn = [{ file: 'a.csv', rowsIn: 1000, refused }]
    return titles({ ...calmFeed, datasets: calm ? [{ ...calm, liveSince, refusedIn }] : [] })
  }
  test.each([
    [7, 1, ['core: 1 of 1,000 rows refused when it was imported']],
    [8, 100, []],
    [8, 101, ['core: 101 of 1,000 rows refused when it was imported']],
    [400, 999, ['core: 999 of 1,000 rows refused when it was imported']],
  ])('imported %i days ago with %i rows in a thousand refused', (daysAgo, refused, told) => {
    expect(imported(daysAgo, refused)).toEqual(told)
  })
})

describe('too old', () => {
  const attribute = { name: 'age', freshDays: 30, medianDays: 0, customers: 100, silent: false }
  test.each([
    [10, false],
    [11, true],
  ])('for %i of a hundred customers: %s', (stale, is) => {
    expect(isStale({ ...attribute, stale })).toBe(is)
  })
})

test('a load stands still after an hour without rows, or without a beginning', () => {
  const one = { dataset: 'a', load: 'a/1', startedAt: '2026-11-26T00:00:00.000Z', halfLive: false, rows: [] }
  expect(isStill({ ...one, lastAt: null }, '2026-11-26T00:59:59.000Z')).toBe(false)
  expect(isStill({ ...one, lastAt: null }, '2026-11-26T01:00:00.000Z')).toBe(true)
  expect(isStill({ ...one, lastAt: '2026-11-26T00:30:00.000Z' }, '2026-11-26T01:00:00.000Z')).toBe(false)
})

test('a time is said in the largest unit of which there are two', () => {
  expect([1, 119, 120, 2879, 2880].map((minutes) => lasting(minutes, 'en'))).toEqual([
    ...['1 minute', '119 minutes', '2 hours', '47 hours', '2 days'],
  ])
  expect(agoAt('2026-11-26T00:00:30.000Z', '2026-11-26T00:01:00.000Z', 'zh-CN')).toBe('刚刚')
  // The clock of a database may be ahead of that of the edge.
  expect(agoAt('2026-11-26T00:01:30.000Z', '2026-11-26T00:01:00.000Z', 'en')).toBe('just now')
  expect(agoAt('2026-11-26T00:00:00.000Z', '2026-11-26T03:00:00.000Z', 'zh-CN')).toBe('3 小时前')
})
