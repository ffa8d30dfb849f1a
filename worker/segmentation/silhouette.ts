/**
 * Mean silhouette of points in their clusters, -1 to 1: how much nearer each is to its own cluster than to the next one.
 * P. J. Rousseeuw, Silhouettes, J. Comput. Appl. Math. 20 (1987). A point alone in its cluster counts 0.
 */
export function silhouette(
  points: readonly (readonly number[])[],
  cluster: readonly number[],
  k: number,
): number {
  const sums = points.map(() => new Float64Array(k))
  const counts = new Float64Array(k)
  for (const one of cluster) counts[one] = (counts[one] ?? 0) + 1
  for (let a = 0; a < points.length; a++)
    for (let b = a + 1; b < points.length; b++) {
      const far = distance(points[a] ?? [], points[b] ?? [])
      add(sums[a], cluster[b] ?? 0, far)
      add(sums[b], cluster[a] ?? 0, far)
    }
  const each = points.map((_, at) => width(sums[at] ?? new Float64Array(k), counts, cluster[at] ?? 0))
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length)
}

function add(sums: Float64Array | undefined, at: number, value: number): void {
  if (sums) sums[at] = (sums[at] ?? 0) + value
}

function width(sums: Float64Array, counts: Float64Array, own: number): number {
  const others = (counts[own] ?? 0) - 1
  if (others < 1) return 0
  const inside = (sums[own] ?? 0) / others
  let next = Number.POSITIVE_INFINITY
  for (let at = 0; at < sums.length; at++)
    if (at !== own && (counts[at] ?? 0) > 0) next = Math.min(next, (sums[at] ?? 0) / (counts[at] ?? 1))
  return Number.isFinite(next) ? (next - inside) / Math.max(next, inside, Number.MIN_VALUE) : 0
}

export function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2
  return Math.sqrt(sum)
}
