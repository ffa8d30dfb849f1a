/** States of something that is being written, to go back and forth between. */
export interface History<T> {
  past: readonly T[]
  now: T
  future: readonly T[]
  /** When the last state came; milliseconds. */
  at: number
  /** What was written at. */
  place: string
}

/** Keys pressed in one go at one place are one state. Milliseconds. */
const TOGETHER = 800
const MOST = 200
const NOWHERE = { at: Number.NEGATIVE_INFINITY, place: '' }

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], ...NOWHERE })

/** A new state; what could be done again is gone. */
export function put<T>(history: History<T>, next: T, at: number, place = ''): History<T> {
  const going = place === history.place && at - history.at < TOGETHER
  const together = going && history.past.length > 0 && history.future.length === 0
  const past = together ? history.past : [...history.past, history.now].slice(-MOST)
  return { past, now: next, future: [], at, place }
}

export function undo<T>(history: History<T>): History<T> {
  const now = history.past.at(-1)
  if (history.past.length === 0) return history
  const future = [history.now, ...history.future]
  return { past: history.past.slice(0, -1), now: now as T, future, ...NOWHERE }
}

export function redo<T>(history: History<T>): History<T> {
  const [now, ...future] = history.future
  if (history.future.length === 0) return history
  return { past: [...history.past, history.now], now: now as T, future, ...NOWHERE }
}
