import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { heardUntil, isLate, isStopped, LATE_DAYS, rhythmOf } from '../../worker/services/facts/rhythm.ts'

const DAY = 86_400_000
const FIRST = Date.parse('2026-01-01T00:00:00.000Z')
const dayOf = (at: number) => new Date(FIRST + at * DAY).toISOString().slice(0, 10)
/** ISO moment so many days and hours after the beginning of a day. */
const later = (day: string, days: number, hours = 0) =>
  new Date(Date.parse(day) + days * DAY + hours * 3_600_000).toISOString()
/** So many days, each so many after the one before. */
const every = (gap: number, count: number) => Array.from({ length: count }, (_, at) => dayOf(at * gap))

describe('how a kind of event comes', () => {
  test.each<[string, string[], object | undefined]>([
    ['never', [], undefined],
    ['on too few days to tell', every(12, 9), undefined],
    ['on just enough', every(10, 10), { last: dayOf(90), gap: 10 }],
    ['for too short a time to tell', every(1, 90), undefined],
    ['each day', every(1, 91), { last: dayOf(90), gap: 1 }],
    ['each week', every(7, 14), { last: dayOf(91), gap: 7 }],
    ['on working days', every(1, 98).filter((_, at) => at % 7 < 5), { last: dayOf(95), gap: 3 }],
    ['each day but for one holiday', [...every(1, 90), dayOf(99)], { last: dayOf(99), gap: 10 }],
    ['on working days of a campaign', every(1, 21).filter((_, at) => at % 7 < 5), undefined],
  ])('%s', (_, days, told) => {
    expect(rhythmOf(days)).toEqual(told)
  })
})

describe('a kind of which nothing comes any more has stopped', () => {
  const daily = { last: '2026-11-10', gap: 1 }
  const weekly = { last: '2026-11-10', gap: 7 }
  test.each<[string, { last: string; gap: number }, number, string, boolean]>([
    ['not on the day after', daily, 2, later('2026-11-10', 1, 12), false],
    // What happened on the 11th may come at the end of the 13th.
    ['not while the bank may send it two days later', daily, 2, later('2026-11-10', 4), false],
    ['nor until what is made from it is too old', daily, 2, later('2026-11-10', 6), false],
    ['but then', daily, 2, later('2026-11-10', 6, 1), true],
    ['later where it may be older', daily, 30, later('2026-11-10', 34), false],
    ['and then', daily, 30, later('2026-11-10', 34, 1), true],
    ['where it came each week not when it is left out once', weekly, 2, later('2026-11-10', 18), false],
    ['but then', weekly, 2, later('2026-11-10', 18, 1), true],
    [
      'never where nothing that is made from events has a limit',
      daily,
      Number.POSITIVE_INFINITY,
      '2036-01-01',
      false,
    ],
  ])('%s', (_, rhythm, limit, now, is) => {
    expect(isStopped(rhythm, limit, now)).toBe(is)
  })
})

const gaps = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 9, maxLength: 120 })
  .filter((steps) => steps.reduce((all, step) => all + step, 0) >= 90)
const daysOf = (steps: readonly number[]) =>
  [0, ...steps].map((_, at) => dayOf(steps.slice(0, at).reduce((all, step) => all + step, 0)))

it('whatever pauses twice as long as ever before, and is sent late, has not stopped', () => {
  fc.assert(
    fc.property(
      gaps,
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (steps, limit, share) => {
        const rhythm = rhythmOf(daysOf(steps))
        if (!rhythm) throw new Error('enough days')
        const pause = (2 * Math.max(...steps) + LATE_DAYS) * share
        expect(isStopped(rhythm, limit, later(rhythm.last, pause))).toBe(false)
      },
    ),
  )
})

it('what comes by chance is hardly ever taken to have stopped', () => {
  // Pauses between what happens at random with the same chance each day; the same numbers in every run.
  let seed = 1
  const chance = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const pause = () => 1 + Math.floor(Math.log(1 - chance()) / Math.log(1 - 0.1))
  const alarms = Array.from({ length: 10_000 }, () => {
    const rhythm = rhythmOf(daysOf(Array.from({ length: 36 }, pause)))
    return rhythm && isStopped(rhythm, 2, later(rhythm.last, pause()))
  }).filter(Boolean).length
  expect(alarms).toBeLessThan(20)
})

it('what has stopped was noted as late at least a day before', () => {
  fc.assert(
    fc.property(
      gaps,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 100 }),
      (steps, limit, days) => {
        const rhythm = rhythmOf(daysOf(steps))
        if (!rhythm) throw new Error('enough days')
        const now = later(rhythm.last, days, 1)
        if (isStopped(rhythm, limit, now)) expect(isLate(rhythm, later(rhythm.last, days - 1, 1))).toBe(true)
      },
    ),
  )
})

it('events of a day tell of it and of the two in which they may be late', () => {
  expect(heardUntil('2026-11-20')).toBe('2026-11-23T00:00:00.000Z')
})
