import { useCallback, useEffect, useState } from 'react'

const PREFIX = 'at-'

/** Id of the control of a member: also how the member is found again. */
export const controlId = (path: string): string => PREFIX + path

const FAULTY = '.ant-form-item-has-error, .ant-input-status-error'
const CONTROL = 'input, textarea, button'

/** Brings the reader to the first place that is at fault, or else to what is said of the whole. */
function toFirstFault(): void {
  const at = document.querySelector('.con-item-page')?.querySelector<HTMLElement>(FAULTY)
  const control = at?.matches(CONTROL) ? at : at?.querySelector<HTMLElement>(CONTROL)
  const place = control ?? document.querySelector<HTMLElement>('.con-issues')
  place?.focus()
  place?.scrollIntoView({ block: 'center' })
}

export interface Shown {
  /** Submitting was tried while something was at fault. */
  tried: boolean
  /** Whether a member's faults are said: in a new item only once somebody was there, or wanted to submit. */
  at(path: string): boolean
  touch(path: string): void
  /** Says all there is and goes to the first. */
  tell(): void
}

/** What is said of the faults of an item, and when. */
export function useShown(isNew: boolean): Shown {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [turns, setTurns] = useState(0)
  useEffect(() => {
    if (turns > 0) toFirstFault()
  }, [turns])
  const touch = useCallback(
    (path: string) => setTouched((now) => (now.has(path) ? now : new Set([...now, path]))),
    [],
  )
  useEffect(() => {
    const left = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.id.startsWith(PREFIX)) touch(target.id.slice(PREFIX.length))
    }
    document.addEventListener('focusout', left)
    return () => document.removeEventListener('focusout', left)
  }, [touch])
  return {
    tried: turns > 0,
    at: (path) => !isNew || turns > 0 || touched.has(path),
    touch,
    tell: () => setTurns((now) => now + 1),
  }
}
