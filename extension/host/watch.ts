import { listen, listenAgain } from './listen.ts'
import { forgetLabels } from './locate.ts'

/** What may change a customer without changing the tree: moves in history, a page that comes back, the agent's hands. */
const ACTIVITY = [
  'input',
  'change',
  'click',
  'keyup',
  'hashchange',
  'popstate',
  'pageshow',
  'load',
  'focusin',
  'transitionend',
  'animationend',
]

/**
 * Calls `look` in the same microtask as a change of the tree, before it can be painted, and after every activity.
 * One observer a frame. Attributes stay unobserved (that froze browsers); text data is observed, because that is
 * how the common view libraries change a number.
 */
export function watch(doc: Document, look: () => void, signal: AbortSignal): void {
  const view = doc.defaultView
  if (!view) return
  // Listeners of ours come first: what the page's own make of the event shows in a task of its own.
  let due: ReturnType<typeof setTimeout> | undefined
  const after = () => {
    due ??= setTimeout(() => {
      due = undefined
      look()
    })
  }
  let root = doc.documentElement
  const observer = new MutationObserver(() => {
    if (doc.documentElement !== root) {
      root = doc.documentElement
      listenAgain()
    }
    forgetLabels()
    look()
  })
  observer.observe(doc, { childList: true, characterData: true, subtree: true })
  signal.addEventListener('abort', () => {
    clearTimeout(due)
    observer.disconnect()
  })
  for (const type of ACTIVITY) listen(view, type, after, signal, true)
}

/** Calls `look` in every animation frame until `signal` aborts: for what changes without an event or a record. */
export function watchFrames(view: Window, look: () => void, signal: AbortSignal): void {
  const frame = () => {
    if (signal.aborted) return
    look()
    view.requestAnimationFrame(frame)
  }
  view.requestAnimationFrame(frame)
}
