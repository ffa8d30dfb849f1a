import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Range } from '../../../worker/decision/fold.ts'
import { outside, union } from '../../../worker/decision/text/places.ts'

const range = fc
  .tuple(fc.nat(40), fc.integer({ min: 1, max: 10 }))
  .map(([start, length]) => ({ start, end: start + length }))
const ranges = fc.array(range, { maxLength: 12 })
const units = (all: readonly Range[]) =>
  new Set(all.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)))

test('a union covers what its ranges cover, by place, and no two of it overlap', () => {
  fc.assert(
    fc.property(ranges, (all) => {
      const places = union(all)
      expect(units(places)).toEqual(new Set([...units(all)].toSorted((a, b) => a - b)))
      for (const [at, { start }] of places.entries())
        expect(start).toBeGreaterThanOrEqual(places[at - 1]?.end ?? 0)
      for (const { start, end } of all)
        expect(places.filter((one) => one.start <= start && end <= one.end)).toHaveLength(1)
    }),
  )
})

test('what only touches stays two', () => {
  const all = [
    { start: 0, end: 2 },
    { start: 2, end: 4 },
  ]
  expect(union(all)).toEqual(all)
})

test('outside are the ranges that lie within none of the others', () => {
  fc.assert(
    fc.property(ranges, ranges, (all, others) => {
      const within = ({ start, end }: Range) => others.some((one) => one.start <= start && end <= one.end)
      const expected = all.filter((one) => !within(one))
      const byPlace = (a: Range, b: Range) => a.start - b.start || a.end - b.end
      expect(outside(all, others).toSorted(byPlace)).toEqual(expected.toSorted(byPlace))
    }),
  )
})
