import type { Feature } from './features.ts'
import { type Clusters, inScaleOf } from './labels.ts'
import { bestOf, nearest, type Trained, trainFrom } from './train.ts'

/**
 * How much higher the silhouette of new clusters must be to take the place of the live ones. Learned anew from the same
 * customers less one, the same number of clusters differs by up to 0.06.
 */
export const MARGIN = 0.1

/**
 * The live run's clusters, learned on from where their centres lie among these customers; null where they have no fact in
 * common, or nobody is left in one of them.
 */
export function learnedOn(
  points: number[][],
  features: readonly Feature[],
  live: Clusters | null,
): Trained | null {
  const scaled = live && inScaleOf(features, live)
  if (!scaled || scaled.places.length === 0) return null
  const k = scaled.centres.length
  const members: number[][][] = Array.from({ length: k }, () => [])
  for (const point of points) {
    const shared = scaled.places.map((at) => point[at] ?? 0)
    members[nearest(scaled.centres, shared)]?.push(point)
  }
  if (members.some(({ length }) => length === 0)) return null
  return trainFrom(points, members.map(meanOf))
}

const meanOf = (points: readonly number[][]): number[] =>
  (points[0] ?? []).map((_, at) => points.reduce((sum, point) => sum + (point[at] ?? 0), 0) / points.length)

/** The clusters that stand apart best; those of the live run unless they do so clearly. */
export function chosen(
  tried: readonly Trained[],
  kept: Trained | null,
  margin = MARGIN,
): Trained | undefined {
  const best = bestOf(tried)
  return kept && (!best || best.silhouette - kept.silhouette <= margin) ? kept : best
}
