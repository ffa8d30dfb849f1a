import { DAY_OR_INSTANT, INSTANT } from '../../../contract/ingest.ts'

/** How instants are stored, so that their texts stand in order of time. */
const STORED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** A day as it is, an instant in UTC with milliseconds; undefined where it is neither. */
export function momentOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !DAY_OR_INSTANT.test(value)) return undefined
  return value.length === 10 ? value : inUtc(value)
}

/** An instant in UTC with milliseconds; undefined where it is none. */
export function instantOf(value: unknown): string | undefined {
  return typeof value === 'string' && INSTANT.test(value) ? inUtc(value) : undefined
}

const inUtc = (instant: string): string => (STORED.test(instant) ? instant : new Date(instant).toISOString())
