import type { Attribute } from '../contract/catalogue.ts'
import type { GroupProfile } from '../contract/segmentation.ts'
import type { Feature } from './features.ts'
import { wordsOf } from './words.ts'

interface Sums {
  customers: number
  plain: readonly number[]
  scaled: readonly number[]
}

/** What each cluster is like: means of its facts, how far they lie from everybody's, and the furthest in words. */
export function profilesOf(
  sums: Readonly<Record<string, Sums>>,
  features: readonly Feature[],
  catalogue: readonly Attribute[],
): GroupProfile[] {
  const all = Object.values(sums)
  const customers = all.reduce((sum, one) => sum + one.customers, 0)
  const everybody = features.map(
    (_, at) => all.reduce((sum, one) => sum + (one.scaled[at] ?? 0), 0) / Math.max(1, customers),
  )
  return Object.entries(sums)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([value, one]) => {
      const measures = features.map(({ name, currencies }, at) => ({
        name,
        mean: currencies ? null : (one.plain[at] ?? 0) / one.customers,
        difference: (one.scaled[at] ?? 0) / one.customers - (everybody[at] ?? 0),
      }))
      return { value, words: wordsOf(measures, catalogue), measures }
    })
}
