import type { PreviewCounts } from '../contract/preview.ts'

/** Counts of nobody. @param conditions how many are asked for */
export function noCounts(conditions = 0): PreviewCounts {
  return {
    ...{ customers: 0, hit: 0, hitBefore: 0, unknown: 0, first: 0, shownBefore: 0, shownAfter: 0 },
    ...{ missing: {}, segments: {}, displaced: {}, firstBefore: {}, above: {}, reasons: {} },
    conditions: Array.from({ length: conditions }, () => 0),
  }
}

/** One more under that name. */
export function tally<Name extends string>(counts: Partial<Record<Name, number>>, name: Name): void {
  counts[name] = (counts[name] ?? 0) + 1
}

/** Counts of two stretches together. */
export function addCounts(a: PreviewCounts, b: PreviewCounts): PreviewCounts {
  return {
    customers: a.customers + b.customers,
    hit: a.hit + b.hit,
    hitBefore: a.hitBefore + b.hitBefore,
    unknown: a.unknown + b.unknown,
    missing: addByName(a.missing, b.missing),
    segments: addByName(a.segments, b.segments),
    first: a.first + b.first,
    displaced: addByName(a.displaced, b.displaced),
    firstBefore: addByName(a.firstBefore, b.firstBefore),
    above: addByName(a.above, b.above),
    reasons: addByName(a.reasons, b.reasons),
    shownBefore: a.shownBefore + b.shownBefore,
    shownAfter: a.shownAfter + b.shownAfter,
    conditions: b.conditions.map((count, at) => count + (a.conditions[at] ?? 0)),
  }
}

function addByName<Counts extends Record<string, number | undefined>>(a: Counts, b: Counts): Counts {
  const sum: Record<string, number | undefined> = { ...a }
  for (const [name, count = 0] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count
  return sum as Counts
}
