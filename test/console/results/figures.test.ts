import { describe, expect, it } from 'vitest'
import {
  acceptance,
  alwaysPassed,
  answerDays,
  daysBefore,
  daysFrom,
  groupCounts,
  nobodyTakes,
  reasonShares,
  turn,
} from '../../../extension/console/results/figures.ts'
import { tableOf } from '../../../extension/console/results/table.ts'
import type { ResultCounts, Results, SubjectResults } from '../../../worker/contract/results.ts'

const none: ResultCounts = {
  prompted: 0,
  shown: 0,
  accepted: 0,
  deferred: 0,
  dismissed: 0,
  blocked: 0,
  overridden: 0,
}
const subject = (change: Partial<SubjectResults>): SubjectResults => ({
  ...{ subject: 'tip', id: 'call-back', reasons: {}, days: {} },
  ...none,
  ...change,
})
const results = (...subjects: SubjectResults[]): Results => ({
  ...{ from: '2026-11-01', until: '2026-11-03', hidden: false, teams: [], segments: [], comparisons: [] },
  subjects,
})
const day = (accepted: number, dismissed: number): ResultCounts => ({ ...none, accepted, dismissed })

it('counts acceptance among answers, and says nothing where there were none', () => {
  expect(acceptance({ ...none, accepted: 1, deferred: 1, dismissed: 2, shown: 90 })).toBe(0.25)
  expect(acceptance({ ...none, shown: 9 })).toBeNull()
})

it('knows the days between, and as many before', () => {
  expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysBefore({ from: '2026-11-01', until: '2026-11-28' })).toEqual({
    from: '2026-10-04',
    until: '2026-10-31',
  })
})

describe('over time', () => {
  const days = daysFrom('2026-11-01', '2026-11-20')
  const course = (share: (at: number) => number) =>
    subject({ days: Object.fromEntries(days.map((name, at) => [name, day(share(at), 100 - share(at))])) })

  it('sees the day since which fewer or more are accepted, and no change where there is none', () => {
    expect(turn(answerDays([course((at) => (at < 12 ? 40 : 15))]))).toMatchObject({
      since: '2026-11-13',
      better: false,
    })
    expect(turn(answerDays([course((at) => (at < 8 ? 15 : 40))]))).toMatchObject({
      since: '2026-11-09',
      better: true,
    })
    expect(turn(answerDays([course(() => 30)]))).toBeNull()
  })

  it('adds subjects up by day', () => {
    const a = subject({ days: { '2026-11-02': day(1, 2) } })
    const b = subject({ id: 'other', days: { '2026-11-02': day(3, 0), '2026-11-01': none } })
    expect(answerDays([a, b])).toEqual([{ day: '2026-11-02', tried: 6, failed: 2 }])
  })
})

it('sets reasons beside what they were before', () => {
  const now = [subject({ reasons: { wording: 3, 'not-now': 1 } })]
  expect(reasonShares(now, [subject({ reasons: { 'not-now': 4, gone: 4 } })])).toEqual([
    { id: 'wording', count: 3, share: 0.75, before: 0 },
    { id: 'not-now', count: 1, share: 0.25, before: 0.5 },
  ])
  expect(reasonShares(now, []).map(({ before }) => before)).toEqual([null, null])
})

it('names tips nobody takes and stops that stop nobody, and not those that were hardly seen', () => {
  const seen = results(
    subject({ id: 'untaken', shown: 20, prompted: 40, accepted: 1 }),
    subject({ id: 'taken', shown: 60, accepted: 5 }),
    subject({ id: 'rare', shown: 29 }),
    subject({ subject: 'check', id: 'passed', blocked: 50, overridden: 50 }),
    subject({ subject: 'check', id: 'firm', blocked: 50, overridden: 3 }),
  )
  expect(nobodyTakes(seen).map(({ id }) => id)).toEqual(['untaken'])
  expect(alwaysPassed(seen).map(({ id }) => id)).toEqual(['passed'])
})

it('tells nothing of a group that is hidden', () => {
  const tip = { subject: 'tip' as const, id: 'call-back', ...none, accepted: 2 }
  expect(groupCounts({ group: 'a', agents: null, subjects: null }, undefined)).toBeNull()
  expect(
    groupCounts({ group: 'a', agents: 5, subjects: [tip, { ...tip, id: 'other' }] }, undefined)?.accepted,
  ).toBe(4)
  expect(
    groupCounts({ group: 'a', agents: 5, subjects: [tip, { ...tip, id: 'other' }] }, 'other')?.accepted,
  ).toBe(2)
})

it('hands a spreadsheet every figure by subject and day', () => {
  const table = tableOf(results(subject({ days: { '2026-11-02': day(1, 2) } })), () => '约定回访')
  expect(table).toEqual([
    [
      'day',
      'subject',
      'id',
      'name',
      'prompted',
      'shown',
      'accepted',
      'deferred',
      'dismissed',
      'blocked',
      'overridden',
    ],
    ['2026-11-02', 'tip', 'call-back', '约定回访', 0, 0, 1, 0, 2, 0, 0],
  ])
})
