/** Small readers of calendar days. All give ISO days (`YYYY-MM-DD`) or undefined where the text is no such day. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME = '(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?'
const ISO = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})${TIME}$`)
const YYYYMMDD = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${TIME}$`)
const YYMMDD = new RegExp(`^(\\d{2})(\\d{2})(\\d{2})${TIME}$`)
const DMY = new RegExp(`^(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})${TIME}$`)

/** The ISO day, or undefined where the calendar has no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? date.toISOString().slice(0, 10) : undefined
}

function parts(pattern: RegExp, text: string): [number, number, number] | undefined {
  const match = pattern.exec(text)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined
}

export function readIso(text: string): string | undefined {
  const found = parts(ISO, text) ?? parts(YYYYMMDD, text)
  return found && isoDay(...found)
}

export function readDayMonthYear(text: string): string | undefined {
  const found = parts(DMY, text)
  return found && isoDay(found[2], found[1], found[0])
}

/** The four-digit year within the hundred years that begin with `from`. */
export function fullYear(twoDigits: number, from: number): number {
  const year = from - (from % 100) + twoDigits
  return year < from ? year + 100 : year
}

export function readYymmdd(text: string, centuryFrom: number): string | undefined {
  const found = parts(YYMMDD, text)
  return found && isoDay(fullYear(found[0], centuryFrom), found[1], found[2])
}

/** A birth number: YYMMDD, with 50 added to the month for women. */
export function readBirthNumber(
  text: string,
  centuryFrom: number,
): { born: string; gender: 'female' | 'male' } | undefined {
  const found = parts(YYMMDD, text)
  if (!found) return undefined
  const female = found[1] > 50
  const born = isoDay(fullYear(found[0], centuryFrom), female ? found[1] - 50 : found[1], found[2])
  return born === undefined ? undefined : { born, gender: female ? 'female' : 'male' }
}

/** 1 to 12 from an English month name or its first three letters, or from a number. */
export function readMonth(text: string): number | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : MONTHS.indexOf(text.toLowerCase().slice(0, 3)) + 1
  return number >= 1 && number <= 12 ? number : undefined
}

/**
 * Years for rows that stand in order of time and give a month but no year. A month more than six back begins
 * the next year; one more than six ahead is a straggler of the year before and moves nothing.
 */
export function runningYear(firstYear: number): (month: number) => number {
  let year = firstYear
  let before: number | undefined
  return (month) => {
    const step = month - (before ?? month)
    if (step > 6) return year - 1
    if (step < -6) year += 1
    before = month
    return year
  }
}

/** Whole years from one ISO day to another; negative where the first lies later. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The moment it is noon of `day` in an IANA time zone: the same calendar day nearly everywhere on earth. */
export function noonIn(timeZone: string, day: string): string {
  return momentIn(timeZone, `${day}T12:00:00Z`)
}

/** The moment `day` begins in an IANA time zone. */
export function startOfDayIn(timeZone: string, day: string): string {
  return momentIn(timeZone, `${day}T00:00:00Z`)
}

/** When clocks in the zone show what `clock` shows in UTC. */
function momentIn(timeZone: string, clock: string): string {
  const utc = Date.parse(clock)
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const ahead = Date.parse(`${there.format(utc).replace(' ', 'T')}Z`) - utc
  return new Date(utc - ahead).toISOString()
}

/** The calendar day that it is in an IANA time zone. */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment)
}
