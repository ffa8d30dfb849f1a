import type { Screen } from '../../worker/contract/adapter.ts'
import { fitsGlob } from './glob.ts'
import { locate } from './locate.ts'

/** The first screen whose every condition holds in this document; `when.top` was judged by the background. */
export function matchScreen(doc: Document, screens: Screen[]): Screen | null {
  const url = doc.location?.href ?? ''
  return (
    screens.find(
      ({ when }) =>
        (!when.url || fitsGlob(when.url, url)) &&
        (!when.frame || fitsGlob(when.frame, doc.defaultView?.name ?? '')) &&
        (when.present ?? []).every((at) => locate(doc, [at])) &&
        !(when.absent ?? []).some((at) => locate(doc, [at])),
    ) ?? null
  )
}
