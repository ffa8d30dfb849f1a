/** A bucket that is to go to another database. */
export interface PlannedMove {
  bucket: number
  target: string
}

/**
 * Which buckets have to move so that one database has so many: to it from those that have the most, or from it to those
 * that have the fewest. Buckets that are to move already stay as they were planned.
 * @param placed name of the database of each bucket, after all planned moves
 * @param moving buckets that are to move already
 * @param names of all databases
 */
export function planMoves(
  placed: readonly string[],
  moving: ReadonlySet<number>,
  names: readonly string[],
  name: string,
  wanted: number,
): PlannedMove[] {
  const counts = new Map(names.map((one) => [one, placed.filter((at) => at === one).length]))
  const free = new Map(
    names.map((one) => [
      one,
      [...placed.keys()].filter((bucket) => placed[bucket] === one && !moving.has(bucket)),
    ]),
  )
  const others = names.filter((one) => one !== name)
  const moves: PlannedMove[] = []
  for (
    let left = wanted - (counts.get(name) ?? 0);
    left !== 0 && others.length > 0;
    left -= Math.sign(left)
  ) {
    const sorted = others
      .filter((one) => left < 0 || free.get(one)?.length)
      .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    const other = left > 0 ? sorted[0] : sorted.at(-1)
    const [from, target] = left > 0 ? [other, name] : [name, other]
    const bucket = from === undefined ? undefined : free.get(from)?.pop()
    if (bucket === undefined || from === undefined || target === undefined) break
    moves.push({ bucket, target })
    counts.set(from, (counts.get(from) ?? 0) - 1)
    counts.set(target, (counts.get(target) ?? 0) + 1)
  }
  return moves
}
