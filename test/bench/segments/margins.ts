import { readCatalogue } from '../../../db/import/catalogue.ts'
import { generateSample } from '../../../db/sample/generate.ts'
import {
  type Candidate,
  candidates,
  chooseFeatures,
  type Feature,
  measured,
  pointsOf,
  type SampleRow,
} from '../../../worker/segmentation/features.ts'
import { chosen, learnedOn } from '../../../worker/segmentation/keep.ts'
import { type Clusters, labelsFor } from '../../../worker/segmentation/labels.ts'
import { bestOf, FEWEST, MOST, nearest, type Trained, train } from '../../../worker/segmentation/train.ts'
import { DAY } from './moment.ts'

const MARGINS = [0, 0.05, 0.1, 0.2]
const BASES = 8
const CUSTOMERS = 440
/** So many of them are others each night. */
const OTHERS = 10
const NIGHTS = 6

/** One night's customers, and the best clusters of each number learned from them anew. */
interface Night {
  rows: readonly SampleRow[]
  features: Feature[]
  points: number[][]
  tried: Trained[]
}

/** What a night did to the live clusters. */
interface Change {
  replaced: boolean
  /** Share of customers who were there the night before and have the label they had. */
  kept: number
  /** How much higher the silhouette of the best new clusters was than that of the live ones learned on. */
  gain: number
}

export interface OfMargin {
  margin: number
  nights: number
  /** Nights on which others took the place of the live clusters. */
  replaced: number
  /** Share of customers who kept their label: on the mean, and on the worst night. */
  kept: number
  keptAtWorst: number
  /** The most by which new clusters were better. */
  highestGain: number
}

/**
 * How often clusters keep their labels, by how much better others must be to take their place. Bases of made-up customers,
 * of whom some are others night after night; each margin goes on with live clusters of its own.
 */
export async function measureMargins(): Promise<OfMargin[]> {
  const all = candidates(await readCatalogue())
  const bases = Array.from({ length: BASES }, (_, no) => nightsOf(all, `margins ${no}`))
  return MARGINS.map((margin) => {
    const changes = bases.flatMap((nights) => overNights(all, nights, margin))
    const kept = changes.map((one) => one.kept)
    return {
      ...{ margin, nights: changes.length, replaced: changes.filter(({ replaced }) => replaced).length },
      kept: kept.reduce((sum, one) => sum + one, 0) / kept.length,
      keptAtWorst: Math.min(...kept),
      highestGain: Math.max(...changes.map(({ gain }) => gain)),
    }
  })
}

function nightsOf(all: readonly Candidate[], seed: string): Night[] {
  const rows = generateSample(seed, CUSTOMERS + NIGHTS * OTHERS, DAY).map(
    ({ facts }): SampleRow => ['CNY', all.map((one) => measured(one, facts))],
  )
  return Array.from({ length: NIGHTS + 1 }, (_, no) =>
    nightOf(all, rows.slice(no * OTHERS, no * OTHERS + CUSTOMERS)),
  )
}

function nightOf(all: readonly Candidate[], rows: readonly SampleRow[]): Night {
  const { features } = chooseFeatures(all, rows)
  const points = pointsOf(all, features, rows)
  const numbers = Array.from({ length: MOST - FEWEST + 1 }, (_, at) => FEWEST + at)
  return { rows, features, points, tried: numbers.map((k) => train(points, k)) }
}

/** The first night has no live clusters to change. */
function overNights(all: readonly Candidate[], nights: readonly Night[], margin: number): Change[] {
  const changes: Change[] = []
  let live: Clusters | null = null
  for (const { rows, features, points, tried } of nights) {
    const on = learnedOn(points, features, live)
    const taken = chosen(tried, on, margin)
    const fresh = { features, centres: taken?.centres ?? [] }
    const now: Clusters = { ...fresh, ...labelsFor(fresh, live) }
    if (live) {
      const kept = sameLabel(all, rows.slice(0, CUSTOMERS - OTHERS), [live, now])
      const gain = (bestOf(tried)?.silhouette ?? 0) - (on?.silhouette ?? 0)
      changes.push({ replaced: taken !== on, kept, gain })
    }
    live = now
  }
  return changes
}

/** Of customers whom both can place. */
function sameLabel(all: readonly Candidate[], rows: readonly SampleRow[], two: readonly Clusters[]): number {
  const labels = rows.flatMap((row) => {
    const found = two.map(({ features, centres, labels }) => {
      const [point] = pointsOf(all, features, [row])
      return point && labels[nearest(centres, point)]
    })
    return found.every((one) => one !== undefined) ? [found] : []
  })
  return labels.filter(([then, now]) => then === now).length / labels.length
}
