const DAY = 86_400_000

/** Days a bank may take to send what happened: events of a Friday that come on Sunday are no silence. */
export const LATE_DAYS = 2
/** So far back from the last day of a kind it is looked at how events of it come. */
export const LOOKED_BACK = 365
/** On fewer days than these nobody can tell how a kind usually comes. */
const FEWEST_DAYS = 10
/** Nor over a shorter time: calls of a campaign come each day for weeks, and then there is none for months. */
const SHORTEST_SPAN = 90
/**
 * So many times as long as its longest pause a kind must be missing. What comes now and then by chance outdoes its longest
 * of n pauses once in n + 1 times, but twice that only 2 in (n + 1)(n + 2): once in 703 where there were 36.
 */
const PAUSES = 2

/** How one kind of event comes in one dataset. */
export interface Rhythm {
  /** The last day with one, `YYYY-MM-DD` in UTC. */
  last: string
  /** Days from one day with such events to the next, at the most. */
  gap: number
}

export interface LateKind extends Rhythm {
  kind: string
}

export const startOf = (day: string): string => `${day}T00:00:00.000Z`

/** @param days with events of the kind, each once, in their order, all within `LOOKED_BACK` of the last */
export function rhythmOf(days: readonly string[]): Rhythm | undefined {
  const last = days.at(-1)
  if (last === undefined || days.length < FEWEST_DAYS) return undefined
  const starts = days.map((day) => Date.parse(day))
  if (Date.parse(last) - (starts[0] as number) < SHORTEST_SPAN * DAY) return undefined
  const gaps = starts.slice(1).map((start, at) => (start - (starts[at] as number)) / DAY)
  return { last, gap: Math.max(...gaps) }
}

/**
 * Whether a kind has been missing for much longer than ever before, with what the bank may be late by. Only such a one can
 * be stopped, some days later.
 */
export const isLate = (rhythm: Rhythm, now: string): boolean => isStopped(rhythm, 0, now)

/**
 * Whether nothing of a kind has come for much longer than ever before, and than what is made from it may be old.
 * @param limit days
 * @param now ISO moment
 */
export const isStopped = ({ last, gap }: Rhythm, limit: number, now: string): boolean =>
  Date.parse(now) - Date.parse(last) > (PAUSES * gap + LATE_DAYS + limit) * DAY

/** Up to when what came is known to be all there is, by the newest day of it: until then more of that day may come. */
export const heardUntil = (newest: string): string =>
  new Date(Date.parse(newest) + (1 + LATE_DAYS) * DAY).toISOString()
