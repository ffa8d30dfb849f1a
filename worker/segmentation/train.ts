import { kmeans } from 'ml-kmeans'
import { distance, silhouette } from './silhouette.ts'

/** Numbers of clusters that are tried: fewer tell a supervisor nothing, more nobody keeps apart. */
export const FEWEST = 3
export const MOST = 8
/** Every run begins alike, so that the same customers give the same clusters. */
export const SEED = 20_261_126
/** Points that the silhouette is told from: it compares each with each. Starts are tried on these, too. */
export const TRIED = 2000
/** From one start alone k-means ends as good as anywhere: the best of so many goes on. */
const STARTS = 8
const ITERATIONS = 100

export interface Trained {
  k: number
  silhouette: number
  centres: number[][]
}

/**
 * k-means over all points from the best of several k-means++ starts under fixed seeds, and how well the clusters stand
 * apart. The best is the one whose points lie nearest to their centres.
 * @param points in an order that does not depend on how they were read
 */
export function train(points: number[][], k: number): Trained {
  const some = everySo(points, TRIED)
  const starts = Array.from({ length: STARTS }, (_, at) => startOf(some, k, SEED + at))
  return trainFrom(points, starts.toSorted((a, b) => a.spread - b.spread)[0]?.centres ?? [])
}

function startOf(points: number[][], k: number, seed: number): { centres: number[][]; spread: number } {
  const options = { initialization: 'kmeans++', seed, maxIterations: ITERATIONS } as const
  const { clusters, centroids } = kmeans(points, k, options)
  const far = points.map((point, at) => distance(point, centroids[clusters[at] ?? 0] ?? []) ** 2)
  return { centres: centroids, spread: far.reduce((sum, one) => sum + one, 0) }
}

/** The same from given centres. */
export function trainFrom(points: number[][], start: number[][]): Trained {
  const k = start.length
  const { centroids } = kmeans(points, k, { initialization: start, maxIterations: ITERATIONS })
  const tried = everySo(points, TRIED)
  const inside = tried.map((point) => nearest(centroids, point))
  return { k, silhouette: silhouette(tried, inside, k), centres: centroids }
}

/** So many at most, evenly over all. */
function everySo<One>(all: readonly One[], most: number): One[] {
  const count = Math.min(all.length, most)
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as One)
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
