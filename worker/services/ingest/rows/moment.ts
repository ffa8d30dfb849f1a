import { DAY_OR_INSTANT, INSTANT } from '../../../contract/ingest.ts'
import { RowProblem } from './row.ts'

/** How instants are stored, so that their texts stand in order of time. */
const STORED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** The latest moment a row may be of: an instant, and a day. */
export interface Latest {
  instant: string
  day: string
}

const MINUTE = 60_000
/** Clocks of two houses are not the same. */
const TOLERANCE = 10 * MINUTE
/** Somewhere it is already tomorrow. */
const EASTERNMOST = 14 * 60 * MINUTE

/** What is of later than its receipt, by the sender's clock, is a mistake that would outdo all that comes after. */
export function latestAt(received: Date): Latest {
  const latest = received.getTime() + TOLERANCE
  const day = new Date(latest + EASTERNMOST).toISOString().slice(0, 10)
  return { instant: new Date(latest).toISOString(), day }
}

/** A day as it is, an instant in UTC with milliseconds. */
export function momentOf(value: unknown, latest: Latest): string | RowProblem {
  if (typeof value !== 'string' || !DAY_OR_INSTANT.test(value)) return WRONG
  if (value.length > 10) return pastInstant(value, latest)
  return value > latest.day ? FUTURE : value
}

/** An instant in UTC with milliseconds. */
export const instantOf = (value: unknown, latest: Latest): string | RowProblem =>
  isInstant(value) ? pastInstant(value, latest) : WRONG

export const isInstant = (value: unknown): value is string => typeof value === 'string' && INSTANT.test(value)

const WRONG = new RowProblem('bad-member', 'at')
const FUTURE = new RowProblem('future', 'at')

function pastInstant(value: string, { instant }: Latest): string | RowProblem {
  const inUtc = STORED.test(value) ? value : new Date(value).toISOString()
  if (inUtc.length !== instant.length) return WRONG
  return inUtc > instant ? FUTURE : inUtc
}
