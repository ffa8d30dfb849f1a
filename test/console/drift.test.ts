import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type DayCount, findBreak, wilson } from '../../extension/console/break.ts'
import { type Drift, findDrifts } from '../../extension/console/drift.ts'
import { partsOf } from '../../extension/console/parts.ts'
import { seeded } from '../fuzz/random.ts'
import { day, detail, health, type Line } from './health.ts'

const drifts = (...lines: Line[]) => findDrifts(partsOf(health(...lines)))
const fill = (days: number, count: number) => Array<number>(days).fill(count)
/** Eight days as they were, then four as they are now. */
const turn = (before: number, now: number) => [...fill(8, before), ...fill(4, now)]

describe.each([
  [0, 10, 0, 0.278],
  [10, 10, 0.722, 1],
  [1, 2, 0.095, 0.905],
  [50, 100, 0.404, 0.596],
])('the interval of %i in %i', (failed, tried, low, high) => {
  it('is that of the books', () => {
    const found = wilson(failed, tried, 1.96)
    expect(found.low).toBeCloseTo(low, 3)
    expect(found.high).toBeCloseTo(high, 3)
  })
})

it('knows nothing without tries', () => {
  expect(wilson(0, 0, 4)).toEqual({ low: 0, high: 1 })
})

const since = day(8)
test.each<[string, Line[], Partial<Drift>[]]>([
  [
    'a step that no longer finds its element',
    detail(turn(100, 62), turn(0, 38)),
    [{ kind: 'lost', screen: 'detail', part: 'number', since, step: 1, outcome: 'no-element', share: 0.38 }],
  ],
  [
    'another text at the place of the number',
    detail(turn(98, 40), turn(2, 60), 'not-a-number'),
    [{ kind: 'lost', part: 'number', since, step: 1, outcome: 'not-a-number' }],
  ],
  [
    'a fallback that fails: the first step never found anything',
    [
      ['detail', 'number', 1, 'no-element', fill(12, 100)],
      ['detail', 'number', 2, 'read', turn(100, 50)],
      ['detail', 'number', 2, 'ambiguous', turn(0, 50)],
    ],
    [{ kind: 'lost', part: 'number', since, step: 2, outcome: 'ambiguous' }],
  ],
  [
    'both steps fail: the first is named',
    [
      ['detail', 'number', 1, 'read', turn(100, 50)],
      ['detail', 'number', 1, 'no-element', turn(0, 50)],
      ['detail', 'number', 2, 'empty', turn(0, 50)],
    ],
    [{ kind: 'lost', part: 'number', since, step: 1, outcome: 'no-element' }],
  ],
  [
    'the first step fails and the second reads',
    [
      ['detail', 'number', 1, 'read', turn(100, 50)],
      ['detail', 'number', 1, 'no-element', turn(0, 50)],
      ['detail', 'number', 2, 'read', turn(0, 50)],
    ],
    [{ kind: 'fallback', part: 'number', since, step: 1, outcome: 'no-element', share: 0.5 }],
  ],
  [
    'the part of the customer is gone',
    [
      ['detail', 'number', 1, 'read', turn(100, 60)],
      ['detail', 'number', 0, 'no-element', turn(0, 40)],
    ],
    [{ kind: 'lost', part: 'number', since, step: 0, outcome: 'no-element' }],
  ],
  [
    'the number went out of sight',
    [
      ['detail', 'number', 1, 'read', turn(80, 10)],
      ['detail', 'number', 0, 'hidden', turn(20, 90)],
    ],
    [{ kind: 'lost', part: 'number', since, step: 0, outcome: 'hidden' }],
  ],
  [
    'frames that disagree',
    [
      ['detail', 'number', 1, 'read', fill(12, 100)],
      ['detail', 'frames', 0, 'conflict', turn(1, 30)],
    ],
    [{ kind: 'lost', part: 'frames', since, outcome: 'conflict' }],
  ],
  [
    'lists without rows',
    [
      ['list', 'list', 0, 'read', turn(90, 50)],
      ['list', 'list', 0, 'no-element', turn(10, 50)],
    ],
    [{ kind: 'lost', part: 'list', since }],
  ],
  [
    'rows without numbers',
    [
      ['list', 'list', 0, 'read', fill(12, 40)],
      ['list', 'rows', 1, 'read', turn(800, 200)],
      ['list', 'rows', 1, 'empty', turn(20, 620)],
    ],
    [{ kind: 'lost', part: 'rows', since, step: 1, outcome: 'empty' }],
  ],
  [
    'a screen that is known no longer: it and the condition are named',
    [
      ['detail', 'screen', 0, 'read', turn(100, 0)],
      ['list', 'screen', 0, 'read', fill(12, 50)],
      ['detail', 'screen', 1, 'no-element', turn(5, 105)],
      ['list', 'screen', 2, 'no-element', turn(5, 105)],
      [null, 'screen', 0, 'no-element', turn(5, 105)],
    ],
    [{ kind: 'lost', part: 'screen', screen: 'detail', since, step: 1, outcome: 'no-element' }],
  ],
  [
    'a screen that moved to an address nobody listed',
    [
      ['detail', 'screen', 0, 'read', turn(100, 0)],
      ['list', 'screen', 0, 'read', fill(12, 50)],
    ],
    [{ kind: 'gone', screen: 'detail', since }],
  ],
  [
    'a screen that never read well',
    detail(fill(12, 50), fill(12, 50), 'empty'),
    [{ kind: 'poor', part: 'number', step: 1, outcome: 'empty', since: day(0), share: 0.5 }],
  ],
])('finds %s', (_, lines, expected) => {
  expect(drifts(...lines)).toMatchObject(expected)
  expect(drifts(...lines)).toHaveLength(expected.length)
})

test.each<[string, Line[]]>([
  ['nothing counted', []],
  ['a screen that reads', detail(fill(12, 100), fill(12, 2))],
  ['a few bad readings', detail([...fill(8, 10), 2], [...fill(8, 0), 8])],
  ['one day alone', detail([20], [10])],
  ['a bad day that is over', detail([...fill(8, 200), 50, 200, 200], [...fill(8, 0), 150, 0, 0])],
  ['a rise too small to matter', detail(turn(10_000, 9700), turn(100, 400))],
  ['less to do', detail(turn(100, 10), turn(1, 0))],
  [
    'one long list whose twenty rows fail together',
    [
      ['list', 'list', 0, 'read', turn(10, 2)],
      ['list', 'rows', 1, 'read', turn(200, 20)],
      ['list', 'rows', 1, 'empty', turn(2, 20)],
    ],
  ],
  [
    'a tab behind another, as ever',
    [
      ['detail', 'number', 1, 'read', fill(12, 50)],
      ['detail', 'number', 0, 'hidden', fill(12, 100)],
    ],
  ],
])('says nothing of %s', (_, lines) => {
  expect(drifts(...lines)).toEqual([])
})

it('names the day of the break, not one near it, and gets worse first', () => {
  for (let at = 3; at < 12; at++) {
    const failed = Array.from({ length: 14 }, (_, one) => (one < at ? 1 : 60))
    const [found] = drifts(...detail(fill(14, 100), failed))
    expect(found?.since).toBe(day(at))
  }
})

/** Days of a share each, so many tries a day, as chance has it. */
function drawn(shares: number[], tried: number, seed: number): DayCount[] {
  const random = seeded(seed)
  const failures = (share: number) =>
    Array.from({ length: tried }, random).filter((one) => one < share).length
  return shares.map((share, at) => ({ day: day(at), tried, failed: failures(share) }))
}

const share = (max: number) => fc.double({ min: 0, max, noNaN: true })
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 })

it('finds a break where the share stays the same in fewer than one look in a thousand', () => {
  const looks = fc.record({
    share: share(1),
    count: fc.integer({ min: 2, max: 28 }),
    tried: fc.integer({ min: 1, max: 300 }),
    seed,
  })
  const alarms = fc
    .sample(looks, 3000)
    .filter(({ share, count, tried, seed }) => findBreak(drawn(Array(count).fill(share), tried, seed)))
  expect(alarms.length).toBeLessThanOrEqual(3)
})

it('finds a rise of 30 points on the day it came, from 200 tries on', () => {
  fc.assert(
    fc.property(
      share(0.1),
      fc.integer({ min: 4, max: 20 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 200, max: 400 }),
      seed,
      (before, good, bad, tried, seed) => {
        const shares = [...Array(good).fill(before), ...Array(bad).fill(before + 0.3)]
        expect(findBreak(drawn(shares, tried, seed))?.since).toBe(day(good))
      },
    ),
  )
})
