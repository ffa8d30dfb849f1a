import { SILENCE, showBadge } from '../features/customer-badge/badge.ts'
import type { BadgeView } from '../views.ts'

/** One pill a window is enough: frames inside one of the same origin leave it to that one. */
function outermost(): boolean {
  try {
    return window === window.parent || window.parent.origin !== window.origin
  } catch {
    return true
  }
}

/** Says in the corner that nothing is checked or guarded here, after a while in which a playbook may still arrive. */
export function sayUnset(view: BadgeView, lang: string, signal: AbortSignal): void {
  if (!outermost()) return
  const timer = setTimeout(() => {
    const overlay = showBadge(view, null, lang)
    signal.addEventListener('abort', () => overlay.hide())
  }, SILENCE)
  signal.addEventListener('abort', () => clearTimeout(timer))
}
