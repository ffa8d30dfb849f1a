import type { Range } from '../fold.ts'

const byPlace = (a: Range, b: Range) => a.start - b.start || a.end - b.end

/** Overlapping ranges as one; what only touches stays two. By place. */
export function union(ranges: readonly Range[]): Range[] {
  const places: Range[] = []
  for (const { start, end } of ranges.toSorted(byPlace)) {
    const last = places.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else places.push({ start, end })
  }
  return places
}

/** The ranges that lie wholly within none of the others. By place. */
export function outside(ranges: readonly Range[], others: readonly Range[]): Range[] {
  if (others.length === 0) return [...ranges]
  const left = others.toSorted(byPlace)
  let next = 0
  let reach = 0
  return ranges.toSorted(byPlace).filter(({ start, end }) => {
    for (; (left[next]?.start ?? Infinity) <= start; next++) reach = Math.max(reach, left[next]?.end ?? 0)
    return end > reach
  })
}

/** Where in an ascending list the first place not before another stands; a remark of many phrases asks often. */
export function firstFrom<T = number>(
  list: readonly T[],
  from: number,
  placeOf = Number as (one: T) => number,
): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (placeOf(list[middle] as T) < from) low = middle + 1
    else high = middle
  }
  return low
}
