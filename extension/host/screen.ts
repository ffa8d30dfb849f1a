import type { Screen } from '../../worker/contract/adapter.ts'
import { locate } from './locate.ts'

const globs = new Map<string, RegExp>()

function glob(text: string): RegExp {
  let found = globs.get(text)
  if (!found) {
    found = new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`)
    globs.set(text, found)
  }
  return found
}

/** The first screen whose every condition holds in this document. */
export function matchScreen(doc: Document, screens: Screen[]): Screen | null {
  const url = doc.location?.href ?? ''
  return (
    screens.find(
      ({ when }) =>
        (!when.url || when.url.some((text) => glob(text).test(url))) &&
        (when.present ?? []).every((at) => locate(doc, [at])) &&
        !(when.absent ?? []).some((at) => locate(doc, [at])),
    ) ?? null
  )
}
