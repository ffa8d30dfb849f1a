/** Some of the values that one database has, next to each other in order: the least, the greatest, how many. */
export interface Tile {
  min: number
  max: number
  count: number
}

/** Where a value by its rank among all databases' values is looked for: above `low`, at most `high`; null: anywhere. */
export interface Search {
  /** Counted from 1, of values in ascending order. */
  rank: number
  low: number | null
  high: number | null
  /** The value, once it is known. */
  found: number | null
}

/**
 * Ranks after which fifths begin, as SQL's `NTILE(5)` cuts them: the first ones have one more where they cannot be alike.
 * A value has the score 1 and one more for each of these ranks whose value it is above, so equal values have equal scores.
 * @param count of all values
 */
export function fifthRanks(count: number): number[] {
  const [least, more] = [Math.floor(count / 5), count % 5]
  const ends = [1, 2, 3, 4].map((fifth) => fifth * least + Math.min(fifth, more))
  return [...new Set(ends)].filter((rank) => rank > 0 && rank < count)
}

/**
 * Narrows a search by what the databases say of its stretch.
 * @param below values at most `low`, of all databases
 * @param tiles of all databases; no two of one database share a value
 */
export function narrowed(search: Search, below: number, tiles: readonly Tile[]): Search {
  const borders = [...new Set(tiles.flatMap(({ min, max }) => [min, max]))].toSorted((a, b) => a - b)
  const surely = (value: number) => below + sumOf(tiles.filter(({ max }) => max <= value))
  const perhaps = (value: number) => below + sumOf(tiles.filter(({ min }) => min <= value))
  const high = borders.find((value) => surely(value) >= search.rank) ?? search.high
  const low = borders.findLast((value) => perhaps(value) < search.rank) ?? search.low
  const within = tiles.filter(({ min, max }) => (low === null || max > low) && min <= (high ?? min))
  const known = within.every(({ min, max }) => min === max)
  return { rank: search.rank, low, high, found: known ? high : null }
}

const sumOf = (tiles: readonly Tile[]) => tiles.reduce((sum, { count }) => sum + count, 0)
