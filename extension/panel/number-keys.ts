import { useLayoutEffect } from 'react'

const typing = 'input:not([type=checkbox]), select, textarea, [contenteditable]'

/** The digit a key press names, or 0: held keys, chords and typing into a field name none. */
function digitOf(event: KeyboardEvent): number {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return 0
  if (event.target instanceof Element && event.target.closest(typing)) return 0
  return /^[1-9]$/.test(event.key) ? Number(event.key) : 0
}

/** Digits press the choices in their order, and Escape goes back, while this page has the focus. */
export function useChoiceKeys(choices: readonly (() => void)[], back?: () => void): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = event.key === 'Escape' ? back : choices[digitOf(event) - 1]
      if (!act) return
      event.preventDefault()
      act()
    }
    // In place as soon as the choices can be seen: an agent may press at once.
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
