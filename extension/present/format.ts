import type { Language } from '../../worker/contract/text.ts'

/** How words stand: `plain` beside other figures, `spoken` in a sentence to be read out. */
export type Style = 'plain' | 'spoken'

const number = (value: number, digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  )

function fractionDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** An amount in the smallest unit, without its currency; whole yuan drop their fen. */
export function amount(minor: number, currency: string | null): string {
  const digits = currency ? fractionDigits(currency) : 2
  const whole = currency === 'CNY' && minor % 100 === 0
  return number(minor / 10 ** digits, whole ? 0 : digits)
}

/** 862,400 元 in Chinese for CNY, 862,400.00 CZK otherwise. Spoken in Chinese: 30 万元 where that is exact. */
export function money(minor: number, currency: string | null, language: Language, style: Style): string {
  if (language !== 'zh-CN' || currency !== 'CNY') return `${amount(minor, currency)} ${currency ?? ''}`.trim()
  const [tenThousand, hundredYuan] = [1_000_000, 10_000]
  const short = style === 'spoken' && Math.abs(minor) >= tenThousand && minor % hundredYuan === 0
  return short ? `${minor / tenThousand} 万元` : `${amount(minor, currency)} 元`
}

/** An amount rounded to its first digit, and to whole units: 90 万元, 900,000 CNY. */
export function roughly(minor: number, currency: string | null, language: Language): string {
  const unit = 10 ** (currency ? fractionDigits(currency) : 2)
  const step = Math.max(unit, 10 ** (String(Math.abs(minor)).length - 1))
  const rounded = (Math.sign(minor) * Math.round(Math.abs(minor) / step) * step) / unit
  if (language !== 'zh-CN' || currency !== 'CNY') return `${number(rounded, 0)} ${currency ?? ''}`.trim()
  return Math.abs(rounded) >= 10_000 ? `${number(rounded / 10_000, 0)} 万元` : `${number(rounded, 0)} 元`
}

/** A calendar day as an instant that every zone-less formatter reads as that day. */
const utc = (day: string) => new Date(`${day}T00:00:00Z`)

const english = (day: string, fields: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...fields }).format(utc(day))

/** 2026-03-12, or 12 Mar 2026. */
export const date = (day: string, language: Language): string =>
  language === 'zh-CN' ? day : english(day, { day: 'numeric', month: 'short', year: 'numeric' })

/** 11-14, or 14 Nov: only where the year is plain. */
export const shortDate = (day: string, language: Language): string =>
  language === 'zh-CN' ? day.slice(5) : english(day, { day: 'numeric', month: 'short' })

/** 2026-03, or Mar 2026. */
export const monthOfYear = (month: string, language: Language): string =>
  language === 'zh-CN' ? month : english(`${month}-01`, { month: 'short', year: 'numeric' })

/** The day of this year, or the whole date. */
export const nearDate = (day: string, today: string, language: Language): string =>
  day.slice(0, 4) === today.slice(0, 4) ? shortDate(day, language) : date(day, language)

/** 12 月 1 日, or 1 December; with the year where it is not today's. */
export function spokenDate(day: string, today: string, language: Language): string {
  const thisYear = day.slice(0, 4) === today.slice(0, 4)
  if (language !== 'zh-CN') {
    return english(day, { day: 'numeric', month: 'long', ...(!thisYear && { year: 'numeric' }) })
  }
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  return `${thisYear ? '' : `${year} 年 `}${month} 月 ${dayOfMonth} 日`
}

/** 星期二, or Tuesday. */
export const weekday = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' }).format(utc(day))

/** The day so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(utc(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** 14:32 in a zone; the browser's own where none is given. */
export const time = (instant: Date, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(instant)

/** The calendar day in the browser's own zone: Swedes write ISO dates. */
export const dayHere = (instant: Date): string => instant.toLocaleDateString('sv-SE')

/** As at the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** 7f3a…c21e */
export const shortKey = (key: string): string => `${key.slice(0, 4)}…${key.slice(-4)}`
