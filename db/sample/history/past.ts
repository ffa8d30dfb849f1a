import { hash } from 'node:crypto'
import type { Facts } from '../../../worker/contract/catalogue.ts'
import { addDays, daysBetween } from '../../import/dates.ts'

/** Something made up that happened with a customer. */
export interface PastEvent {
  /** A moment in UTC, or a day. */
  at: string
  channel: string
  kind: string
  /** Smallest units of the currency. */
  amount: number | null
  detail: Record<string, string | number>
}

/** What a history is made from: the facts stand, and what happened goes with them. */
export interface Past {
  facts: Facts
  /** The day it is told on; what happens on it has no time, which might not have come yet. */
  asOf: string
  chance: Chance
  /** How often they looked at something in the app; absent: by chance. */
  looks?: number | undefined
}

const YEARS = 2

/** The first day that is told of. */
export const firstDay = (asOf: string): string => addDays(asOf, -365 * YEARS)

/** Numbers in a row, the same for the same beginning: a history asks thousands of them, and a hash each takes its time. */
export interface Chance {
  /** Evenly in 0..1, 1 excluded. */
  unit(): number
  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  one<T>(of: readonly T[]): T
}

/** @param beginning of the row */
export function chanceFrom(beginning: string): Chance {
  let [block, used] = [Buffer.alloc(0), 0]
  const unit = () => {
    const at = (used % NUMBERS) * 4
    if (at === 0) block = hash('sha256', `${beginning}|${used}`, 'buffer')
    used += 1
    return block.readUInt32BE(at) / 2 ** 32
  }
  const whole = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1))
  return { unit, whole, one: (of) => of[whole(0, of.length - 1)] as never }
}

/** In one hash. */
const NUMBERS = 8

/** Days of a stretch, both ends included, in order. */
export function someDays({ chance }: Past, from: string, until: string, count: number): string[] {
  const length = Math.max(0, daysBetween(from, until))
  return Array.from({ length: count }, () => addDays(from, chance.whole(0, length))).toSorted()
}

const two = (number: number) => String(number).padStart(2, '0')

/** A moment in the working hours of a day that is the same day from Prague to Shanghai; of today the day alone. */
export function momentOn(day: string, { asOf, chance }: Past): string {
  if (day >= asOf) return day
  const second = chance.whole(2 * 3600, 9 * 3600 - 1)
  const clock = [second / 3600, (second / 60) % 60, second % 60].map((part) => two(Math.floor(part)))
  return `${day}T${clock.join(':')}.000Z`
}

/** A fact that is a day; undefined where it is unknown. */
export function dayOf(facts: Facts, name: string): string | undefined {
  const value = facts[name]
  return typeof value === 'string' ? value : undefined
}
