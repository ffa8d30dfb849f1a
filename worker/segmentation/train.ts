import { kmeans } from 'ml-kmeans'
import { distance, silhouette } from './silhouette.ts'

/** Numbers of clusters that are tried: fewer tell a supervisor nothing, more nobody keeps apart. */
export const FEWEST = 3
export const MOST = 8
/** Every run begins alike, so that the same customers give the same clusters. */
export const SEED = 20_261_126
/** Points that the silhouette is told from: it compares each with each. */
export const TRIED = 2000

export interface Trained {
  k: number
  silhouette: number
  centres: number[][]
}

/**
 * k-means from a k-means++ start under a fixed seed, and how well the clusters stand apart.
 * @param points in an order that does not depend on how they were read
 */
export function train(points: number[][], k: number): Trained {
  const { clusters, centroids } = kmeans(points, k, {
    initialization: 'kmeans++',
    seed: SEED,
    maxIterations: 100,
  })
  const some = everySo(points.length, TRIED)
  const [tried, inside] = [some.map((at) => points[at] ?? []), some.map((at) => clusters[at] ?? 0)]
  return { k, silhouette: silhouette(tried, inside, k), centres: centroids }
}

/** So many places at most, evenly over all. */
function everySo(length: number, most: number): number[] {
  const count = Math.min(length, most)
  return Array.from({ length: count }, (_, at) => Math.floor((at * length) / count))
}

/** The number of clusters that stand apart best; of two alike the smaller. */
export function bestOf(tried: readonly Trained[]): Trained | undefined {
  return tried.toSorted((a, b) => b.silhouette - a.silhouette || a.k - b.k)[0]
}

/** Place of the nearest centre; of two as near the first. */
export function nearest(centres: readonly (readonly number[])[], point: readonly number[]): number {
  let [best, far] = [0, Number.POSITIVE_INFINITY]
  for (const [at, centre] of centres.entries()) {
    const one = distance(centre, point)
    if (one < far) [best, far] = [at, one]
  }
  return best
}
