import type { Screen } from '../../worker/contract/adapter.ts'
import { fitsGlob } from './glob.ts'
import { locate } from './locate.ts'

/** True where address and name of the frame are the screen's; `when.top` was judged by the background. */
export const stands = (doc: Document, { when }: Screen): boolean =>
  (!when.url || fitsGlob(when.url, doc.location?.href ?? '')) &&
  (!when.frame || fitsGlob(when.frame, doc.defaultView?.name ?? ''))

/** The first condition on the page's elements that does not hold, from 1, and how; null where all hold. */
export function unmet(
  doc: Document,
  { when: { present = [], absent = [] } }: Screen,
): { step: number; outcome: 'no-element' | 'unwanted' } | null {
  const lacking = present.findIndex((at) => !locate(doc, [at]))
  if (lacking >= 0) return { step: lacking + 1, outcome: 'no-element' }
  const unwanted = absent.findIndex((at) => locate(doc, [at]))
  return unwanted < 0 ? null : { step: unwanted + 1, outcome: 'unwanted' }
}

/** The first screen whose every condition holds in this document. */
export const matchScreen = (doc: Document, screens: Screen[]): Screen | null =>
  screens.find((screen) => stands(doc, screen) && !unmet(doc, screen)) ?? null
