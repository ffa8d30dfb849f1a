import type { Locator } from '../../worker/contract/adapter.ts'
import { documentsOf } from './frames.ts'
import { own } from './own.ts'
import { isSeen } from './visible.ts'

const plain = (text: string | null): string => (text ?? '').replace(/[\s\u00a0:：*＊]/g, '')

/** The element that carries a label: one that names its control, a cell of its own, else the nearest with something after it. */
function labelElement(node: Node, label: string): Element | null {
  const whole = (element: Element | null | undefined): element is Element =>
    element != null && plain(own(element, 'textContent')) === label
  const parent = node.parentElement
  const closest = (css: string) => parent && own(parent, 'closest').call(parent, css)
  const named = closest('label') as HTMLLabelElement | null
  if (named?.control && whole(named)) return named
  const cell = closest('td,th,dt')
  if (whole(cell)) return cell
  let found: Element | null = null
  for (let at = parent; whole(at); at = own(at, 'parentElement')) {
    found = at
    if (own(at, 'nextElementSibling')) break
  }
  return found
}

/** The value that stands beside a label: the control it names, or the element after it. */
function beside(label: Element): Element | null {
  return (label as HTMLLabelElement).control ?? own(label, 'nextElementSibling')
}

/** Labels found in a root, kept until the tree changes: a keystroke must not walk a table of ten thousand cells. */
let known = new WeakMap<Node, Map<string, Element[]>>()

/** To be called when nodes came or went. */
export function forgetLabels(): void {
  known = new WeakMap()
}

function findLabels(root: ParentNode & Node, label: string): Element[] {
  const doc = root.ownerDocument ?? (root as Document)
  const walk = doc.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const found = new Set<Element>()
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    // The first character decides for nearly every text node, so a large table costs little.
    if (!(node as Text).data.includes(label.charAt(0))) continue
    const element = labelElement(node, label)
    if (element) found.add(element)
  }
  return [...found]
}

function labelsOf(root: ParentNode & Node, label: string): Element[] {
  // Changes of another frame's document are not told here.
  if (root !== document && root.ownerDocument !== document) return findLabels(root, label)
  const byLabel = known.get(root) ?? new Map<string, Element[]>()
  known.set(root, byLabel)
  const cached = byLabel.get(label)
  if (cached) return cached
  const found = findLabels(root, label)
  byLabel.set(label, found)
  return found
}

function* labelled(root: ParentNode & Node, labels: string[]): Generator<Element> {
  for (const raw of labels) {
    for (const element of labelsOf(root, plain(raw))) {
      const value = beside(element)
      if (value) yield value
    }
  }
}

function* candidates(root: ParentNode & Node, at: Locator): Generator<Element> {
  if (!at.label) {
    if (at.css) yield* root.querySelectorAll(at.css)
    return
  }
  for (const cell of labelled(root, at.label)) {
    if (!at.css) yield cell
    else if (cell.matches(at.css)) yield cell
    else yield* cell.querySelectorAll(at.css)
  }
}

const ownText = (element: Element): string =>
  (element.matches('input') ? (element as HTMLInputElement).value : element.textContent) ?? ''

/** All elements a locator names below `root`, in document order by label. */
export function locateAll(root: ParentNode & Node, at: Locator): Element[] {
  const roots = at.frame ? documentsOf(at.frame) : [root]
  const all = [...roots].flatMap((one) => [...candidates(one, at)])
  const { text } = at
  return text ? all.filter((element) => plain(ownText(element)).includes(plain(text))) : all
}

/** The first element that any of the locators names. */
export function locate(root: ParentNode & Node, places: Locator[]): Element | null {
  for (const at of places) {
    const [first] = locateAll(root, at)
    if (first) return first
  }
  return null
}

/** The first element that any of the locators names and an agent can see. */
export function locateSeen(root: ParentNode & Node, places: Locator[]): Element | null {
  for (const at of places) {
    const seen = locateAll(root, at).find(isSeen)
    if (seen) return seen
  }
  return null
}
