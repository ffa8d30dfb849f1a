import { type RefObject, useLayoutEffect } from 'react'

const typing = 'input:not([type=checkbox]), select, textarea, [contenteditable]'
const chord = (event: KeyboardEvent) => event.ctrlKey || event.altKey || event.metaKey

/** `/` goes to the search from wherever nothing is being written. */
export function useSlash(go: () => void): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const writing = event.target instanceof Element && event.target.closest(typing)
      if (event.key !== '/' || event.repeat || chord(event) || writing) return
      event.preventDefault()
      go()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}

/** What each key does to the step at hand; undefined where it does nothing now. */
export interface StepKeys {
  done: (() => void) | undefined
  skip: (() => void) | undefined
  back: (() => void) | undefined
}

const keyed: Readonly<Record<string, keyof StepKeys>> = {
  Enter: 'done',
  ArrowDown: 'done',
  s: 'skip',
  S: 'skip',
  ArrowUp: 'back',
}

/**
 * Keys of a script under way. They work where the focus is in the script or nowhere: a button elsewhere keeps its Enter
 * and a field its letters. A key held down ends one step, not all.
 */
export function useStepKeys(area: RefObject<Element | null>, keys: StepKeys): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = keys[keyed[event.key] ?? 'done']
      const { target } = event
      const inside = target === document.body || (target instanceof Element && area.current?.contains(target))
      if (!(event.key in keyed) || !inside || chord(event)) return
      // A button in the script that has the focus is pressed by Enter itself.
      if (event.key === 'Enter' && target instanceof Element && target.closest('button, summary, a')) return
      event.preventDefault()
      if (!event.repeat) act?.()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
