import type { RevealKind } from '../../../worker/contract/reveal.ts'
import type { Mask } from './mask.ts'

/** Held, these keys show what is masked in the frame with the focus. */
const isChord = ({ code, altKey, shiftKey }: KeyboardEvent) => code === 'KeyH' && altKey && shiftKey

/** Shows what is masked as long as pointer or keys are held, and tells of each. */
export function watchHolds(mask: Mask, tell: (kinds: RevealKind[]) => void, signal: AbortSignal): void {
  let held = false
  const open = (kinds: RevealKind[]) => {
    if (held || !kinds.length) return
    held = true
    mask.reveal()
    tell(kinds)
  }
  const shut = () => {
    if (!held) return
    held = false
    mask.hide()
  }
  const listen = <E extends Event>(target: EventTarget, type: string, act: (event: E) => void) =>
    target.addEventListener(type, act as (event: Event) => void, { capture: true, signal })
  listen<PointerEvent>(window, 'pointerdown', (event) => {
    if (!event.isTrusted || event.button !== 0) return
    const kind = mask.at(event)
    // All of the frame is shown, so all of it is told.
    if (kind) open([...new Set([kind, ...mask.kinds])])
  })
  listen<KeyboardEvent>(window, 'keydown', (event) => {
    if (!event.isTrusted || !isChord(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    open(mask.kinds)
  })
  for (const type of ['pointerup', 'pointercancel', 'dragend', 'blur', 'pagehide']) listen(window, type, shut)
  listen<KeyboardEvent>(window, 'keyup', shut)
  listen(document, 'visibilitychange', shut)
}
