import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  drawn,
  heightOf,
  type Rows,
  rowByKey,
  scrollFor,
  topOf,
} from '../../../extension/panel/view/window.ts'

const rows = (count: number, open: number | null = null): Rows => ({
  count,
  height: 20,
  open,
  extra: open === null ? 0 : 100,
})

const anyRows = fc.integer({ min: 1, max: 6000 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    height: fc.integer({ min: 18, max: 44 }),
    open: fc.option(fc.integer({ min: 0, max: count - 1 })),
    extra: fc.integer({ min: 0, max: 400 }),
  }),
)

describe('rows drawn', () => {
  it('are every one in sight, whatever is open and however far it is scrolled', () => {
    fc.assert(
      fc.property(anyRows, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const all = { ...given, extra: given.open === null ? 0 : given.extra }
        const [sight, whole] = [160, heightOf(all)]
        const from = Math.floor(Math.max(0, whole - sight) * share)
        const there = new Set(drawn(all, from, sight, -1))
        const tall = (at: number) => all.height + (at === all.open ? all.extra : 0)
        const seen = Array.from({ length: all.count }, (_, at) => at).filter(
          (at) => topOf(all, at) < from + sight && topOf(all, at) + tall(at) > from,
        )
        expect(seen.filter((at) => !there.has(at))).toEqual([])
      }),
    )
  })

  it('are few, of however many', () => {
    expect(drawn(rows(5000), 50_000, 160, -1).length).toBeLessThan(30)
    expect(drawn(rows(0), 0, 160, 0)).toEqual([])
  })

  it('keep the one that has the focus, in its place', () => {
    expect(drawn(rows(5000), 50_000, 160, 3)[0]).toBe(3)
    expect(drawn(rows(5000), 0, 160, 4000).at(-1)).toBe(4000)
  })
})

test.each([
  [5, 0, 0],
  [20, 0, 260],
  [0, 400, 0],
  [21, 400, 400],
])('to see row %i from %i it is scrolled to %i', (at, from, to) => {
  expect(scrollFor(rows(100), at, from, 160)).toBe(to)
})

test.each([
  ['ArrowDown', 5, 6],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['PageDown', 2, 9],
  ['PageUp', 9, 2],
  ['Home', 7, 0],
  ['End', 7, 9],
  ['Enter', 7, null],
])('%s leads from row %i to %s', (key, at, to) => {
  expect(rowByKey(key, at, 10, 7)).toBe(to)
})
