import { hash } from 'node:crypto'
import type { Quantiles } from './shape.ts'

/**
 * Chance that is the same every time: each question about a customer has its own answer, so that a further
 * attribute changes none of the others.
 */
export interface Draw {
  /** Evenly in 0..1, 1 excluded. */
  unit(question: string): number
  /** True with the given chance. */
  chance(question: string, probability: number): boolean
  /** Whole number from `low` to `high`, both included. */
  whole(question: string, low: number, high: number): number
  /** One of the keys, by weight; weights need not add up to 1. */
  pick<Key extends string>(question: string, weights: Readonly<Record<Key, number>>): Key
  /** From a distribution given by its quantiles, straight lines between them. */
  quantile(question: string, quantiles: Quantiles): number
}

export function drawFor(seed: string, number: string): Draw {
  const unit = (question: string) =>
    Number.parseInt(hash('sha256', `${seed}|${number}|${question}`).slice(0, 12), 16) / 2 ** 48
  return {
    unit,
    chance: (question, probability) => unit(question) < probability,
    whole: (question, low, high) => low + Math.floor(unit(question) * (high - low + 1)),
    pick: (question, weights) => pickAt(unit(question), weights),
    quantile: (question, quantiles) => quantileAt(unit(question), quantiles),
  }
}

function pickAt<Key extends string>(at: number, weights: Readonly<Record<Key, number>>): Key {
  const entries = Object.entries(weights) as [Key, number][]
  let left = at * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  throw new RangeError('nothing to choose from')
}

function quantileAt(at: number, quantiles: Quantiles): number {
  const next = quantiles.findIndex(([share]) => share > at)
  const [high, low] = [quantiles[next], quantiles[next - 1]]
  if (!high || !low) throw new RangeError('quantiles go from 0 to 1')
  return low[1] + ((high[1] - low[1]) * (at - low[0])) / (high[0] - low[0])
}
