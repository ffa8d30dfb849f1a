import type { Screen } from '../../worker/contract/adapter.ts'
import { stands } from './screen.ts'

/** A frame without an address of its own may be given another document at any time. */
const nameless = (): boolean => !location.protocol.startsWith('http')

/**
 * Calls `begin` once, as soon as a screen may stand in this frame by address and name: most frames of a frameset are
 * menus and heads, and shall cost nothing more than this. An address changes by history, by another document that is
 * written into this one, or while the page is being built.
 */
export function whenPossible(screens: Screen[], signal: AbortSignal, begin: () => void): void {
  if (!screens.length) return
  const possible = () => nameless() || screens.some((screen) => stands(document, screen))
  if (possible()) return begin()
  const life = new AbortController()
  const until = AbortSignal.any([signal, life.signal])
  const look = () => {
    if (until.aborted || !possible()) return
    life.abort()
    begin()
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true })
  until.addEventListener('abort', () => observer.disconnect())
  window.navigation?.addEventListener('currententrychange', look, { signal: until })
  window.addEventListener('load', look, { signal: until })
}
