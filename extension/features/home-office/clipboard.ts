import type { Mask } from './mask.ts'
import { withoutNumbers } from './numbers.ts'

function selected(mask: Mask): string | null {
  const { activeElement } = document
  if (mask.isMasked(activeElement)) {
    const { value, selectionStart, selectionEnd } = activeElement as HTMLInputElement
    return value.slice(selectionStart ?? 0, selectionEnd ?? 0) || null
  }
  const selection = getSelection()
  return selection && mask.touches(selection) ? String(selection) : null
}

/** What is masked is not copied, cut or dragged: of a selection the rest is, and it is said. */
export function watchClipboard(mask: Mask, say: () => void, signal: AbortSignal): void {
  const listen = <E extends Event>(type: string, act: (event: E) => void) =>
    window.addEventListener(type, act as (event: Event) => void, { capture: true, signal })
  const copy = (event: ClipboardEvent) => {
    const text = selected(mask)
    if (text === null) return
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', withoutNumbers(text))
    say()
  }
  listen<ClipboardEvent>('copy', copy)
  // What cannot be copied whole is not cut: it would be lost.
  listen<ClipboardEvent>('cut', copy)
  listen<DragEvent>('dragstart', (event) => {
    if (selected(mask) === null) return
    event.preventDefault()
    event.stopImmediatePropagation()
    say()
  })
}
