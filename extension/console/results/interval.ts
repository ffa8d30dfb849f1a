import { wilson } from '../break.ts'

/** So many of so many. */
export interface Side {
  customers: number
  converted: number
}

/** Two shares and how far they lie apart; shares and distances are 0..1. */
export interface Difference {
  treated: number
  control: number
  difference: number
  low: number
  high: number
  /** True where the interval does not hold zero: chance alone would seldom do that. */
  seen: boolean
}

/** Of 95 %, in standard deviations. */
const Z = 1.959964

/**
 * Difference of two shares with Newcombe's interval (from Wilson's of each share): holds for small groups and for shares
 * near 0 and 1, where the textbook's does not. Null where either side has nobody.
 */
export function differenceOf(treated: Side, control: Side): Difference | null {
  if (treated.customers === 0 || control.customers === 0) return null
  const [p, q] = [treated.converted / treated.customers, control.converted / control.customers]
  const [a, b] = [
    wilson(treated.converted, treated.customers, Z),
    wilson(control.converted, control.customers, Z),
  ]
  const difference = p - q
  const low = difference - Math.hypot(p - a.low, b.high - q)
  const high = difference + Math.hypot(a.high - p, q - b.low)
  return { treated: p, control: q, difference, low, high, seen: low > 0 || high < 0 }
}
