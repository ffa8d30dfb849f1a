import { MARK_PATHS } from '../marks.ts'
import type { Mark } from '../views.ts'
import { listen } from './listen.ts'
import { pieceOf } from './overlay.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** An element with attributes, a click that only a person can make, and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** Called when a press is not taken, because the agent may have seen something else there. */
let refused = (): void => undefined
export const onRefused = (tell: () => void): void => {
  refused = tell
}

/** A button that answers to the agent and not to a script of the page, nor to a press that was lured to it. */
export function button(
  className: string,
  press: () => void,
  ...children: (Node | string)[]
): HTMLButtonElement {
  const element = make('button', { class: className, type: 'button' }, ...children)
  const pressSeen = () => (pieceOf(element)?.isPlain() === false ? refused() : press())
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    if (event.isTrusted) pressSeen()
  })
  // Sent by our own key handler inside the closed root, where no script of the page can reach.
  element.addEventListener('choose', pressSeen)
  return element
}

/** The state mark: its shape says it, its colour repeats it. */
export function markIcon(mark: Mark): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', mark)
  svg.setAttribute('aria-hidden', 'true')
  for (const attributes of MARK_PATHS[mark]) {
    const path = document.createElementNS(SVG, 'path')
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value)
    svg.append(path)
  }
  return svg
}

/** What tells of typing. */
const TYPED = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input'] as const

/** What a key does in each piece of ours, by the element that carries its closed root. */
const pieces = new WeakMap<EventTarget, (event: KeyboardEvent) => void>()

/**
 * Listens on the window before any script of the page can, so that what is typed to us is heard by nobody else there.
 * To be called when the document begins.
 */
export function keepTyping(signal: AbortSignal): void {
  const keep = (event: Event) => {
    const keys = event.target && pieces.get(event.target)
    if (!keys) return
    event.stopImmediatePropagation()
    if (event.type === 'keydown' && event.isTrusted) keys(event as KeyboardEvent)
  }
  for (const type of TYPED) listen(window, type, keep, signal)
}

/**
 * Keys pressed inside a piece of ours stay there: the bank's own shortcuts must not fire while an agent types to us.
 * The second net, for documents that threw the first away by document.open().
 */
export function keepKeys(root: HTMLElement, keys: (event: KeyboardEvent) => void): void {
  const host = root.getRootNode()
  if (host instanceof ShadowRoot) pieces.set(host.host, keys)
  for (const type of [...TYPED, 'change', 'mousedown', 'pointerdown'] as const) {
    root.addEventListener(type, (event) => {
      event.stopPropagation()
      if (type === 'keydown' && event.isTrusted) keys(event as KeyboardEvent)
    })
  }
}
