import { MARK_PATHS } from '../marks.ts'
import type { Mark } from '../views.ts'

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

/** A button that answers to the agent and not to a script of the page. */
export function button(
  className: string,
  press: () => void,
  ...children: (Node | string)[]
): HTMLButtonElement {
  const element = make('button', { class: className, type: 'button' }, ...children)
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    if (event.isTrusted) press()
  })
  // Sent by our own key handler inside the closed root, where no script of the page can reach.
  element.addEventListener('choose', press)
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

/** Keys pressed inside a piece of ours stay there: the bank's own shortcuts must not fire while an agent types to us. */
export function keepKeys(root: HTMLElement, keys: (event: KeyboardEvent) => void): void {
  for (const type of [
    'keydown',
    'keyup',
    'keypress',
    'input',
    'change',
    'mousedown',
    'pointerdown',
  ] as const) {
    root.addEventListener(type, (event) => {
      event.stopPropagation()
      if (type === 'keydown' && event.isTrusted) keys(event as KeyboardEvent)
    })
  }
}
