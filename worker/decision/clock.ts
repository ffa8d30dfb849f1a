const DAY = 86_400_000
const MINUTE = 60_000

/** The bank's calendar: days and instants in one IANA time zone. */
export interface ZoneClock {
  /** First instant of a calendar day (`YYYY-MM-DD`); undefined for a text that is no day. */
  startOf(day: string): Date | undefined
  /** Calendar day of an instant, as `YYYY-MM-DD`. */
  dayOf(instant: Date): string
  /** Wall-clock minute of an instant, as `YYYY-MM-DDTHH:MM`. */
  minuteOf(instant: Date): string
  /** Calendar days from one instant to another; negative when the second is earlier. */
  daysBetween(from: Date, to: Date): number
  /** Whole months gone by from one day to another: a month is full on the same day of the month. */
  monthsBetween(from: Date, to: Date): number
}

/** Throws a RangeError naming the zone when it is not an IANA time zone. */
export function zoneClock(timeZone: string): ZoneClock {
  const localTime = localTimeIn(timeZone)
  const startOf = remember((day: string) => firstInstant(day, localTime))
  const localDay = remember((ms: number) => Math.floor(localTime(ms) / DAY))
  const localMinute = remember((minute: number) =>
    new Date(localTime(minute * MINUTE)).toISOString().slice(0, 16),
  )
  const date = (instant: Date) => new Date(localDay(instant.getTime()) * DAY)
  return {
    startOf: (day) => {
      const ms = startOf(day)
      return ms === undefined ? undefined : new Date(ms)
    },
    minuteOf: (instant) => localMinute(Math.floor(instant.getTime() / MINUTE)),
    dayOf: (instant) => date(instant).toISOString().slice(0, 10),
    daysBetween: (from, to) => localDay(to.getTime()) - localDay(from.getTime()),
    monthsBetween: (from, to) => wholeMonths(date(from), date(to)),
  }
}

/** Whether a text is a calendar day that exists: JavaScript takes 30 February for 2 March. */
export function isDay(text: string): boolean {
  const utc = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(utc) && new Date(utc).toISOString().slice(0, 10) === text
}

/** Throws a RangeError for a text that is no instant. */
export function instantOf(text: string): Date {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime())) throw new RangeError(`"${text}" is no instant`)
  return instant
}

/** Wall-clock time of an instant, as if it were UTC. */
function localTimeIn(timeZone: string): (ms: number) => number {
  const format = formatIn(timeZone)
  return (ms) => {
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    // Date.UTC would take a year below 100 for one of the twentieth century; 0001-01-01 stands in old systems for "none".
    return new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year, month - 1, day)
  }
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const
  const fields = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  }
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', calendar: 'gregory', ...fields })
  } catch {
    throw new RangeError(`"${timeZone}" is not an IANA time zone`)
  }
}

/** Clocks may change at midnight: of the offsets before and after, the earliest instant that lies on the day. */
function firstInstant(day: string, localTime: (ms: number) => number): number | undefined {
  if (!isDay(day)) return undefined
  const utc = Date.parse(`${day}T00:00:00Z`)
  const starts = [utc - DAY, utc + DAY].map((near) => utc - (localTime(near) - near))
  const onDay = starts.filter((start) => Math.floor(localTime(start) / DAY) === utc / DAY)
  return Math.min(...(onDay.length > 0 ? onDay : starts))
}

function wholeMonths(from: Date, to: Date): number {
  if (to < from) return -wholeMonths(to, from)
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months
}

/** Formatting a date costs microseconds and the same days come up all day long. */
function remember<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= 10_000) known.clear()
    const value = compute(key)
    known.set(key, value)
    return value
  }
}
