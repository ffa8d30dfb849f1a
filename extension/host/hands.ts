import { listen } from './listen.ts'

/** Without a key or a move of the pointer for this long, the agent's hands rest. Milliseconds. */
const PAUSE = 1000

const WORK = ['keydown', 'input', 'pointerdown', 'pointermove', 'wheel']

/** Whether the agent is at work in this frame. A page that cannot be seen counts as work: nothing may open there. */
export interface Hands {
  busy(): boolean
}

/** Calls `tell` when keys or pointer begin to work and when they have rested; a new page begins as work. */
export function watchHands(view: Window, tell: (busy: boolean) => void, signal: AbortSignal): Hands {
  let busy = true
  let last = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = () => {
    const left = last + PAUSE - performance.now()
    timer = left > 0 ? setTimeout(rest, left) : undefined
    if (timer !== undefined || view.document.visibilityState !== 'visible') return
    busy = false
    tell(busy)
  }
  const work = () => {
    last = performance.now()
    timer ??= setTimeout(rest, PAUSE)
    if (busy) return
    busy = true
    tell(busy)
  }
  for (const type of WORK) listen(view, type, work, signal, true)
  listen(view.document, 'visibilitychange', work, signal)
  signal.addEventListener('abort', () => clearTimeout(timer))
  work()
  return { busy: () => busy }
}
