import { VALUE_SET } from '../page-world/events.ts'
import { forgetLabels, noteLabels } from './labels.ts'
import { listen, listenAgain } from './listen.ts'
import { own } from './own.ts'

/** What may go on changing a page for some frames: moves in history, a page that comes back, presses, transitions. */
const MOVES = [
  'change',
  'click',
  'hashchange',
  'popstate',
  'pageshow',
  'load',
  'reset',
  'resize',
  'focusin',
  'transitionrun',
  'transitionend',
  'animationstart',
  'animationend',
]
/** Animation frames that are looked at after such a move. */
const FRAMES = 4
/** Between looks for what no event and no record tells of, such as a style sheet changed by script. Milliseconds. */
const SLOW = 250

const TREE: MutationObserverInit = { childList: true, characterData: true, subtree: true }

/** What is called when something may have changed: `look` for anything, `glance` for the customer who is bound. */
export interface Looks {
  look(): void
  glance(): void
  /** The agent has typed: what the page makes of it tells of itself. */
  typed(): void
}

/** Calls `glance` in the next few animation frames; a page that stands still is asked for no more of them. */
function follower(glance: () => void, signal: AbortSignal): () => void {
  let left = 0
  const frame = () => {
    if (signal.aborted) return
    left -= 1
    glance()
    if (left > 0) requestAnimationFrame(frame)
  }
  return () => {
    if (left <= 0) requestAnimationFrame(frame)
    left = FRAMES
  }
}

/**
 * Calls back in the same microtask as a change of the tree, of a value set by script, or of an attribute of what is
 * attended to, before it can be painted, and after every activity. One observer a frame. Attributes elsewhere stay
 * unobserved (that froze browsers); text data is observed, because that is how the common view libraries change a number.
 * @returns makes the elements attended to, beside those before
 */
export function watch(
  doc: Document,
  { look, glance, typed }: Looks,
  signal: AbortSignal,
): (elements: Element[]) => void {
  const follow = follower(glance, signal)
  // Listeners of ours come first: what the page's own make of the event shows in a task of its own.
  let due: ReturnType<typeof setTimeout> | undefined
  const after = () => {
    due ??= setTimeout(() => {
      due = undefined
      look()
    })
  }
  const move = () => {
    after()
    follow()
  }
  let root = doc.documentElement
  const observer = new MutationObserver((records) => {
    if (records.every(({ type }) => type === 'attributes')) {
      glance()
      return follow()
    }
    if (doc.documentElement !== root) {
      root = doc.documentElement
      listenAgain()
      forgetLabels()
    }
    noteLabels(records)
    look()
  })
  observer.observe(doc, TREE)
  const slow = setInterval(() => doc.visibilityState === 'visible' && glance(), SLOW)
  signal.addEventListener('abort', () => {
    clearTimeout(due)
    clearInterval(slow)
    observer.disconnect()
    forgetLabels()
  })
  listen(window, 'input', typed, signal, true)
  for (const type of MOVES) listen(window, type, move, signal, true)
  listen(window, VALUE_SET, look, signal)
  listen(window.navigation, 'currententrychange', move, signal)
  // What was attended to before stays so: to let go of it would throw away what is not told yet.
  return (elements) => {
    for (const element of elements) {
      // What is hidden or shown around it hides or shows it.
      for (let at: Element | null = element; at; at = own(at, 'parentElement')) {
        observer.observe(at, { attributes: true })
      }
    }
  }
}
