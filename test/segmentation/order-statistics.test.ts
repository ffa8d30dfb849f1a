import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fifthRanks, narrowed, type Search, type Tile } from '../../worker/segmentation/order-statistics.ts'

/** What a database says of a stretch: its distinct values in so many pieces. */
function told(values: readonly number[], { low, high }: Search, pieces: number) {
  const within = values.filter((v) => (low === null || v > low) && (high === null || v <= high))
  const distinct = [...new Set(within)].toSorted((a, b) => a - b)
  const size = Math.ceil(distinct.length / pieces)
  const tiles: Tile[] = []
  for (let at = 0; at < distinct.length; at += size) {
    const [min = 0, max = min] = [distinct[at], distinct[Math.min(at + size, distinct.length) - 1]]
    tiles.push({ min, max, count: within.filter((v) => v >= min && v <= max).length })
  }
  return { below: low === null ? 0 : values.filter((v) => v <= low).length, tiles }
}

const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -1e9, max: 1e9 })), {
  maxLength: 60,
})

it('finds the value of any rank among several databases, in ever shorter stretches', () => {
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 2, max: 5 }),
      fc.nat(),
      (databases, pieces, some) => {
        const all = databases.flat().toSorted((a, b) => a - b)
        if (all.length === 0) return
        const rank = 1 + (some % all.length)
        let search: Search = { rank, low: null, high: null, found: null }
        let rounds = 0
        while (search.found === null) {
          const said = databases.map((one) => told(one, search, pieces))
          const below = said.reduce((sum, one) => sum + one.below, 0)
          search = narrowed(
            search,
            below,
            said.flatMap(({ tiles }) => tiles),
          )
          rounds += 1
          expect(rounds).toBeLessThan(40)
        }
        expect(search.found).toBe(all[rank - 1])
      },
    ),
    { numRuns: 2000 },
  )
})

/** Scores as `NTILE(5)` over values in order gives them, equal values the lowest of theirs. */
function ntile(sorted: readonly number[]): Map<number, number> {
  const [least, more] = [Math.floor(sorted.length / 5), sorted.length % 5]
  const sizes = [1, 2, 3, 4, 5].map((tile) => least + (tile <= more ? 1 : 0))
  const scores = sizes.flatMap((size, tile) => Array.from({ length: size }, () => tile + 1))
  const lowest = new Map<number, number>()
  for (const [at, value] of sorted.entries()) if (!lowest.has(value)) lowest.set(value, scores[at] ?? 0)
  return lowest
}

it('ranks after which fifths begin give every value the score that sorting and cutting gives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 80 }), (given) => {
      const sorted = given.toSorted((a, b) => a - b)
      const borders = fifthRanks(sorted.length).map((rank) => sorted[rank - 1] ?? 0)
      for (const [value, score] of ntile(sorted))
        expect(1 + borders.filter((border) => value > border).length).toBe(score)
    }),
    { numRuns: 1000 },
  )
})
