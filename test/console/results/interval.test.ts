import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differenceOf } from '../../../extension/console/results/interval.ts'

const side = (converted: number, customers: number) => ({ converted, customers })

// Newcombe (1998), Statistics in Medicine 17:873–890, Table II, method 10.
it.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('%i of %i against %i of %i: from %f to %f', (a, m, b, n, low, high) => {
  const found = differenceOf(side(a, m), side(b, n))
  expect(found?.low).toBeCloseTo(low, 4)
  expect(found?.high).toBeCloseTo(high, 4)
})

it('says nothing of nobody, and sees no difference where there is none', () => {
  expect(differenceOf(side(0, 0), side(1, 2))).toBeNull()
  expect(differenceOf(side(1, 2), side(0, 0))).toBeNull()
  expect(differenceOf(side(50, 100), side(50, 100))).toMatchObject({ difference: 0, seen: false })
})

it('holds the difference itself, stays within what can be, and turns over with the sides', () => {
  const some = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  fc.assert(
    fc.property(some, some, ([m, p], [n, q]) => {
      const [a, b] = [side(Math.floor(p * m), m), side(Math.floor(q * n), n)]
      const [found, turned] = [differenceOf(a, b), differenceOf(b, a)]
      if (!found || !turned) throw new Error('nobody')
      expect(found.low).toBeLessThanOrEqual(found.difference + 1e-12)
      expect(found.high).toBeGreaterThanOrEqual(found.difference - 1e-12)
      expect(found.low).toBeGreaterThanOrEqual(-1 - 1e-12)
      expect(found.high).toBeLessThanOrEqual(1 + 1e-12)
      expect(turned.low).toBeCloseTo(-found.high, 9)
      expect(turned.seen).toBe(found.seen)
    }),
  )
})
