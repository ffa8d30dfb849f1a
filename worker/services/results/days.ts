import type { ZoneClock } from '../../decision/clock.ts'

const DAY = 86_400_000

/** Instants before `before` (and after the stretch before) are of this day, or of the day they have when moved by `shift` minutes. */
export type DayStretch = { before: string; day: string } | { before: string; shift: number }

/** Some days of a bank: from the first instant of the first to that after the last. */
export interface Days {
  from: string
  end: string
  stretches: DayStretch[]
}

/** The calendar day after. */
export const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)

/**
 * How a database that knows no time zone tells the bank's days, both included: a fixed shift while days have 24 hours, and
 * each day on which the clocks change by itself.
 */
export function zonedDays(clock: ZoneClock, from: string, until: string): Days {
  const stretches: DayStretch[] = []
  for (let day = from; day <= until; day = dayAfter(day)) {
    const [start, before] = [startOf(clock, day), startOf(clock, dayAfter(day))]
    const end = new Date(before).toISOString()
    if (before - start !== DAY) stretches.push({ before: end, day })
    else extend(stretches, end, (Date.parse(day) - start) / 60_000)
  }
  const end = stretches.at(-1)?.before ?? ''
  return { from: new Date(startOf(clock, from)).toISOString(), end, stretches }
}

function extend(stretches: DayStretch[], before: string, shift: number): void {
  const last = stretches.at(-1)
  if (last && 'shift' in last && last.shift === shift) last.before = before
  else stretches.push({ before, shift })
}

const startOf = (clock: ZoneClock, day: string): number => clock.startOf(day)?.getTime() ?? Number.NaN
