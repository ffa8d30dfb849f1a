import type { Feature } from './features.ts'
import { scaled } from './features.ts'
import { distance } from './silhouette.ts'

/** Clusters as they were learned: centres in the scale of the features, a label each. */
export interface Clusters {
  features: Feature[]
  centres: number[][]
  labels: string[]
  /** Every label ever given, oldest first. */
  given: string[]
}

/** As many as the catalogue has words for. */
const LABELS = Array.from({ length: 12 }, (_, at) => `c${at + 1}`)

/**
 * Labels of new clusters: each keeps the label of the one before that lies nearest, so that all of them together moved as
 * little as can be. A cluster without a predecessor gets a label that was never given before, as long as there is one:
 * a condition that names a cluster must not come to mean other people.
 */
export function labelsFor(fresh: Omit<Clusters, 'labels' | 'given'>, before: Clusters | null) {
  const given = before?.given ?? []
  const kept = before ? predecessors(fresh, before) : fresh.centres.map(() => null)
  const free = [...LABELS.filter((one) => !given.includes(one)), ...given].filter(
    (one) => !kept.includes(one),
  )
  const labels = kept.map((label) => label ?? free.shift() ?? '')
  return { labels, given: [...given, ...labels.filter((one) => !given.includes(one))] }
}

/** Label of the predecessor by new cluster; null where there are more new ones than old. */
function predecessors({ features, centres }: Omit<Clusters, 'labels' | 'given'>, before: Clusters) {
  const old = inScaleOf(features, before)
  if (old.places.length === 0) return centres.map(() => null)
  const shared = centres.map((centre) => old.places.map((at) => centre[at] ?? 0))
  const costs = shared.map((one) => old.centres.map((other) => distance(one, other)))
  return assignment(costs).map((at) => (at === null ? null : (before.labels[at] ?? null)))
}

/** Centres of earlier clusters in a new scale, over the facts that both have; `places` are those among the new ones. */
export function inScaleOf(
  features: readonly Feature[],
  before: Pick<Clusters, 'features' | 'centres'>,
): { places: number[]; centres: number[][] } {
  const both = before.features.flatMap((old, at) => {
    const now = features.findIndex(({ name, type }) => name === old.name && type === old.type)
    const feature = features[now]
    return feature ? [{ old, at, feature, now }] : []
  })
  const centres = before.centres.map((centre) =>
    both.map(({ old, at, feature }) => scaled(feature, (centre[at] ?? 0) * old.deviation + old.mean)),
  )
  return { places: both.map(({ now }) => now), centres }
}

/**
 * Column of each row so that the sum is smallest, each column once; null for rows left over. Exact, by trying out sets of
 * columns: there are at most 8 of each.
 */
export function assignment(costs: readonly (readonly number[])[]): (number | null)[] {
  const columns = costs[0]?.length ?? 0
  const spare = Math.max(0, costs.length - columns)
  const known = new Map<string, { sum: number; picks: (number | null)[] }>()
  return best(0, 0, 0).picks

  function best(row: number, taken: number, without: number): { sum: number; picks: (number | null)[] } {
    if (row === costs.length) return { sum: 0, picks: [] }
    const key = `${row} ${taken} ${without}`
    const seen = known.get(key)
    if (seen) return seen
    let found = { sum: Number.POSITIVE_INFINITY, picks: [] as (number | null)[] }
    const consider = (cost: number, pick: number | null, next: ReturnType<typeof best>) => {
      if (cost + next.sum < found.sum) found = { sum: cost + next.sum, picks: [pick, ...next.picks] }
    }
    for (let at = 0; at < columns; at++)
      if (!(taken & (1 << at))) consider(costs[row]?.[at] ?? 0, at, best(row + 1, taken | (1 << at), without))
    if (without < spare) consider(0, null, best(row + 1, taken, without + 1))
    known.set(key, found)
    return found
  }
}
