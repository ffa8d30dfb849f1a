import { expect, test } from 'vitest'
import { mondayOf } from '../../extension/background/own-results.ts'
import { presentOwn } from '../../extension/present/own.ts'
import type { OwnResults } from '../../worker/contract/results.ts'

const none = { prompted: 0, shown: 0, accepted: 0, deferred: 0, dismissed: 0, blocked: 0, overridden: 0 }
const week = (own: Partial<OwnResults['own']>, middle: number | null = null) => ({
  ...{ from: '2026-11-23', until: '2026-11-25', subjects: [], middle },
  own: { ...none, ...own },
})
const said = (lang: 'zh-CN' | 'en', results: OwnResults) =>
  presentOwn({ lang, results }).lines.map(({ value }) => value)

test('the share is of tips answered, beside the middle of everybody', () => {
  const results = week({ shown: 1042, accepted: 15, deferred: 8, dismissed: 7 }, 0.412)
  expect(said('zh-CN', results)).toEqual(['1,042 次', '15 次，占答复的 50%', '41%'])
  expect(said('en', results)).toEqual(['1,042', '15, 50% of those answered', '41%'])
})

test('no figure of everybody where too few are behind it, and the reason', () => {
  const view = presentOwn({ lang: 'zh-CN', results: week({ shown: 3, accepted: 1 }) })
  expect(view.lines).toHaveLength(2)
  expect(view.note).toContain('不足五位')
})

test('tips that nobody answered have no share', () => {
  expect(said('zh-CN', week({ shown: 3 }))).toEqual(['3 次', '0 次'])
})

test('a week without tips, and an edge without figures, say so', () => {
  expect(presentOwn({ lang: 'en', results: week({ blocked: 2 }) }).note).toMatch(/Nothing of tips/)
  expect(presentOwn({ lang: 'en', why: 'forbidden' })).toEqual({
    lines: [],
    note: 'Your role has no tips of its own to count.',
  })
})

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-26', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s began on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday)
})
