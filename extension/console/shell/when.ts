import type { Language } from '../../../worker/contract/text.ts'

const locale = (lang: Language) => (lang === 'zh-CN' ? 'sv-SE' : 'en-GB')

/** 2026-11-24 10:09, or 24 Nov 2026, 10:09, in the bank's zone. */
export function momentIn(instant: string, timeZone: string, lang: Language): string {
  const date: Intl.DateTimeFormatOptions =
    lang === 'zh-CN'
      ? { year: 'numeric', month: '2-digit', day: '2-digit' }
      : { year: 'numeric', month: 'short', day: 'numeric' }
  return new Intl.DateTimeFormat(locale(lang), {
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(instant))
}

/** 10:07 in the bank's zone. */
export const clockIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(instant)
