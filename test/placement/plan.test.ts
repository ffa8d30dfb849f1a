import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bucketOf, keysOf } from '../../worker/services/placement/bucket.ts'
import { planMoves } from '../../worker/services/placement/plan.ts'

const NAMES = ['A', 'B', 'C', 'D']

it('gives a database as many buckets as are wanted and free, and evens out the others', () => {
  const placed = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 60 })
  const asked = fc.record({ placed, name: fc.constantFrom(...NAMES), wanted: fc.nat({ max: 60 }) })
  const moving = fc.uniqueArray(fc.nat({ max: 59 }))
  fc.assert(
    fc.property(asked, moving, ({ placed, name, wanted }, busy) => {
      const fixed = new Set(busy)
      const moves = planMoves(placed, fixed, NAMES, name, wanted)
      const after = [...placed]
      for (const { bucket, target } of moves) {
        expect(fixed.has(bucket)).toBe(false)
        expect(target).not.toBe(after[bucket])
        after[bucket] = target
      }
      expect(new Set(moves.map(({ bucket }) => bucket)).size).toBe(moves.length)
      const had = placed.filter((one) => one === name).length
      const has = after.filter((one) => one === name).length
      const free = [...placed.keys()].filter((bucket) => !fixed.has(bucket))
      const most = had + free.filter((bucket) => placed[bucket] !== name).length
      const least = had - free.filter((bucket) => placed[bucket] === name).length
      expect(has).toBe(Math.min(most, Math.max(least, wanted)))
      expect(moves.length).toBe(Math.abs(has - had))
    }),
  )
})

it('takes from those that have the most, gives to those that have the fewest', () => {
  const placed = [...'AAAAABBBC']
  expect(planMoves(placed, new Set(), NAMES, 'D', 3).map(({ bucket }) => placed[bucket])).toEqual([
    'A',
    'A',
    'A',
  ])
  expect(planMoves(placed, new Set(), NAMES, 'A', 2).map(({ target }) => target)).toEqual(['D', 'D', 'C'])
})

it('a bucket has the keys that begin with its digits, and no others', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), fc.nat({ max: 4095 }), (key, bucket) => {
      const [from, before] = keysOf(bucket)
      expect(key >= from && key < before).toBe(bucketOf(key) === bucket)
    }),
  )
  expect(keysOf(4095)).toEqual(['fff', 'g'])
})
