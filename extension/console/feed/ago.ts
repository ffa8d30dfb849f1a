import type { Language } from '../../../worker/contract/text.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { inLanguage } from '../language.ts'

const MINUTE = 60_000

export const minutesBetween = (from: string, until: string): number =>
  Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / MINUTE))

/** So long, in the largest unit of which there are two. */
export function lasting(minutes: number, lang: Language): string {
  const t = inLanguage(feedTexts, lang)
  if (minutes < 120) return t.minutes(minutes)
  if (minutes < 48 * 60) return t.hours(Math.floor(minutes / 60))
  return t.days(Math.floor(minutes / (24 * 60)))
}

export function agoAt(moment: string, now: string, lang: Language): string {
  const t = inLanguage(feedTexts, lang)
  const minutes = minutesBetween(moment, now)
  return minutes < 1 ? t.now : t.ago(lasting(minutes, lang))
}
