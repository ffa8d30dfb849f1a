import { GROUP_ATTRIBUTES } from '../contract/segmentation.ts'

/**
 * Those among attributes that are too old to be rested on, as conditions name them. What is too old is not known to have
 * ended: `has(…)` that is false for that alone is doubt. A group that is too old says no more than before its first run.
 */
export const tooOldAmong = (basis: readonly string[], stale: readonly string[] = []): string[] =>
  stale.length === 0
    ? []
    : basis
        .filter((name) => stale.includes(name) && !GROUP_ATTRIBUTES.includes(name))
        .map((name) => `customer.${name}`)
