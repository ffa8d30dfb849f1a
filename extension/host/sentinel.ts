import type { Meddling } from '../messages.ts'
import { onRefused } from './dom.ts'
import { isPiece, LAYER, shown } from './overlay.ts'
import { isSeen } from './visible.ts'

/** Between looks at our own pieces. Milliseconds. */
const EVERY = 500

/** Texts of the page that begin as ours do. Signs hold no quotes. */
function saysOurs(signs: string[]): boolean {
  const path = `//text()[${signs.map((sign) => `contains(., '${sign}')`).join(' or ')}]`
  const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_ITERATOR_TYPE)
  for (let text = found.iterateNext(); text; text = found.iterateNext()) {
    if (isSeen(text.parentElement)) return true
  }
  return false
}

/** True where an element of the page passes itself off as a piece of ours, by its name or by its words. */
const imitated = (signs: string[]): boolean =>
  [...document.querySelectorAll(LAYER)].some((one) => !isPiece(one) && isSeen(one)) || saysOurs(signs)

export interface Sentinel {
  /** Something on the page may have changed. */
  stir(): void
  /** The background may have forgotten. */
  again(): void
}

/**
 * Watches over what we show: `tell` gets all that the page does to it, whenever that changes. Only what is covered can
 * be mended by the page; the rest was done. What copies neither our words nor our element is not noticed.
 */
export function keepWatch(
  signs: string[],
  { tell, openPanel }: { tell(what: Meddling[]): void; openPanel(): void },
  signal: AbortSignal,
): Sentinel {
  const done = new Set<Meddling>()
  let told: Meddling[] = []
  let stirred = true
  const look = (lasting?: number) => {
    const now = [...shown].flatMap((piece) => piece.meddling(lasting))
    if (stirred && imitated(signs)) now.push('imitated')
    stirred = false
    for (const one of now) if (one !== 'covered') done.add(one)
    const what = now.includes('covered') ? [...done, 'covered' as const] : [...done]
    if (what.join() !== told.join()) tell(what)
    told = what
  }
  const timer = setInterval(() => document.visibilityState === 'visible' && look(), EVERY)
  // Where the agent's press cannot be trusted, it leads to where it can.
  onRefused(() => {
    look(0)
    openPanel()
  })
  signal.addEventListener('abort', () => clearInterval(timer))
  return {
    stir: () => {
      stirred = true
    },
    again: () => told.length && tell(told),
  }
}
