import { type Figure, percentile } from '../figures.ts'
import type { Which } from './browsers.ts'

/** What a measurement gave in each browser, a number a round. */
export type Samples = Record<Which, number[]>

export const noSamples = (): Samples => ({ ours: [], bare: [], react: [] })

const median = (sample: readonly number[]): number => percentile(sample, 0.5)

/** What we add to the page, with what React adds as the baseline: medians. */
export function addedFigure(name: string, unit: string, { ours, bare, react }: Samples): Figure {
  const value = median(ours) - median(bare)
  const baseline = median(react) - median(bare)
  return { name, value, unit, baseline, ratio: value / baseline }
}

/** What the page alone takes: the medians that the other two are compared with. */
export const bareFigure = (name: string, unit: string, { bare }: Samples): Figure => ({
  name,
  value: median(bare),
  unit,
})
