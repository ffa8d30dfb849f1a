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
  const [a, b, c] = feed.datasets[0]?.attributes.map(({ name }) => named(name)) ?? []
  expect(titles(feed)).toEqual([
    'Nothing has come for cards/first for 31 hours',
    `core has attributes that are too old: ${a}; ${b}; ${c}`,
    'core: 1,171 rows refused',
    'cards: 1 row refused',
    'core: 4 names or values are not in the catalogue',
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

describe('too old', () => {
  const attribute = { name: 'age', freshDays: 30, medianDays: 0, customers: 100 }
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
