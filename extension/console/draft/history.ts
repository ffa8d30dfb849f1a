/** States of something that is being written, to go back and forth between. */
export interface History<T> {
  past: readonly T[]
  now: T
  future: readonly T[]
  /** When the last state came; milliseconds. */
  at: number
}

/** Keys pressed in one go are one state. Milliseconds. */
const TOGETHER = 800
const MOST = 200

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], at: Number.NEGATIVE_INFINITY })

/** A new state; what could be done again is gone. */
export function put<T>(history: History<T>, next: T, at: number): History<T> {
  const together = at - history.at < TOGETHER && history.past.length > 0 && history.future.length === 0
  const past = together ? history.past : [...history.past, history.now].slice(-MOST)
  return { past, now: next, future: [], at }
}

export function undo<T>(history: History<T>): History<T> {
  const now = history.past.at(-1)
  if (history.past.length === 0) return history
  const future = [history.now, ...history.future]
  return { past: history.past.slice(0, -1), now: now as T, future, at: Number.NEGATIVE_INFINITY }
}

export function redo<T>(history: History<T>): History<T> {
  const [now, ...future] = history.future
  if (history.future.length === 0) return history
  return { past: [...history.past, history.now], now: now as T, future, at: Number.NEGATIVE_INFINITY }
}
