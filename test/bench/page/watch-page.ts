/** What the page itself saw of one customer switch. Milliseconds since the document's time origin, as wall time. */
export interface PageMoment {
  /** A customer number stood in the document that had not stood there before. */
  number: string
  at: number
  /** A badge was open in the document; null where the number changed before. */
  opened: number | null
  /** The next frame after the badge was open had been painted; null where the number changed before. */
  painted: number | null
}

export interface PageCost {
  moments: PageMoment[]
  /** Wall times at which tasks over 50 ms began; every frame of a window is told of the same ones. Milliseconds. */
  longTasks: number[]
  /** Sum of layout-shift entries. */
  layoutShift: number
}

/**
 * Text of an init script for every frame, in the page's own world and without a word from the extension:
 * notes when a number stands in the document (in the microtask after the change), and when a frame with an
 * open badge has been painted. `numberIn` is the text of a function from a document to its number, or null.
 */
export function watchText(numberIn: string): string {
  return `(() => {
    const numberIn = ${numberIn}
    const seen = { moments: [], longTasks: [], layoutShift: 0 }
    globalThis.finelineBench = seen
    const wall = () => performance.timeOrigin + performance.now()
    const open = () => document.querySelector('fineline-layer[part~=badge]:popover-open, fineline-layer[part~=loose]:popover-open, rival-badge[data-shown]')
    let now = null
    const look = () => {
      const number = numberIn(document)
      if (number === (now?.number ?? null)) {
        if (now && now.opened === null && open()) now.opened = wall()
        return
      }
      now = number === null ? null : { number, at: wall(), opened: null, painted: null }
      if (now) seen.moments.push(now)
    }
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true })
    const frame = () => {
      look()
      const mine = now
      if (mine && mine.painted === null && open()) {
        // A message is handled after the frame now being made has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => { if (now === mine && mine.painted === null && open()) mine.painted = wall() }
        port2.postMessage(0)
      }
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.longTasks.push(performance.timeOrigin + e.startTime) }).observe({ type: 'longtask', buffered: true })
    new PerformanceObserver((list) => { for (const e of list.getEntries()) seen.layoutShift += e.value }).observe({ type: 'layout-shift', buffered: true })
  })()`
}

/** Text that returns what one frame saw. */
export const SEEN = 'globalThis.finelineBench'

/** Text that returns what one frame saw since it was last taken, and forgets it. */
export const TAKEN = `(() => {
  const seen = globalThis.finelineBench
  const taken = { ...seen }
  Object.assign(seen, { moments: [], longTasks: [], layoutShift: 0 })
  return taken
})()`
