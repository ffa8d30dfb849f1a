import { own } from './own.ts'

/** Text of a label as it is compared: without spaces, colons and asterisks. */
export const plain = (text: string | null): string => (text ?? '').replace(/[\s\u00a0:：*＊]/g, '')

const CELLS = 'td,th,dt'

function closest(node: Node, css: string): Element | null {
  const { parentElement } = node
  return parentElement && own(parentElement, 'closest').call(parentElement, css)
}

const isLabel = (element: Element | null, label: string): element is Element =>
  element !== null && plain(own(element, 'textContent')) === label

/** The element that carries a label: one that names its control, a cell of its own, else the nearest with something after it. */
function labelElement(node: Node, label: string): Element | null {
  const named = closest(node, 'label') as HTMLLabelElement | null
  if (named?.control && isLabel(named, label)) return named
  const cell = closest(node, CELLS)
  if (isLabel(cell, label)) return cell
  let found: Element | null = null
  for (let at = node.parentElement; isLabel(at, label); at = own(at, 'parentElement')) {
    found = at
    if (own(at, 'nextElementSibling')) break
  }
  return found
}

/** Texts in a part of the page that are a label, or part of one. */
function collect(root: Node, label: string, into: Set<Node>): void {
  const walk = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, NodeFilter.SHOW_TEXT)
  // A walk begins below its root, which may be the text itself.
  for (let node: Node | null = root; node; node = walk.nextNode()) {
    // The first character decides for nearly every text node, so a large table costs little.
    if (node.nodeType !== Node.TEXT_NODE || !(node as Text).data.includes(label.charAt(0))) continue
    if (labelElement(node, label)) into.add(node)
  }
}

/** Texts of this document by the label they make: walked for once, and kept in step by what changes. */
const known = new Map<string, Set<Node>>()

/** To be called where nobody told what changed meanwhile. */
export function forgetLabels(): void {
  known.clear()
}

/** True where an element holds no more text than a label does; the rest of a long one is not read. */
function isShort(element: Element, most: number): boolean {
  const walk = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let length = 0
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    length += plain((node as Text).data).length
    if (length > most) return false
  }
  return true
}

/** What a change may have made a label: what came, and the largest part around the change that is no longer than a label. */
function changed({ target, addedNodes }: MutationRecord, most: number): Node[] {
  const parts = [...addedNodes]
  let around = target instanceof Element ? target : target.parentElement
  let largest: Element | null = null
  for (; around && isShort(around, most); around = own(around, 'parentElement')) largest = around
  return largest ? [...parts, largest] : parts
}

/** Looks for the labels that are known in what has changed, and nowhere else. */
export function noteLabels(records: MutationRecord[]): void {
  if (!known.size) return
  const most = Math.max(...[...known.keys()].map(({ length }) => length))
  const parts = new Set(records.flatMap((record) => changed(record, most)))
  for (const [label, texts] of known) for (const part of parts) collect(part, label, texts)
}

const inOrder = (a: Element, b: Element): number =>
  a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1

function textsOf(label: string): Set<Node> {
  const texts = known.get(label) ?? new Set()
  if (!known.has(label)) collect(document, label, texts)
  known.set(label, texts)
  return texts
}

/** The elements below `root` whose whole text is the label, in document order. */
export function labelsOf(root: ParentNode & Node, label: string): Element[] {
  const here = root === document || root.ownerDocument === document
  const texts = here ? textsOf(label) : new Set<Node>()
  // Changes of another frame's document are not told here.
  if (!here) collect(root, label, texts)
  const found = new Set<Element>()
  for (const text of texts) {
    const element = text.isConnected ? labelElement(text, label) : null
    if (!element) texts.delete(text)
    else if (root.contains(element)) found.add(element)
  }
  return [...found].sort(inOrder)
}
