import type { Locator } from '../../worker/contract/adapter.ts'
import { documentsOf } from './frames.ts'
import { labelsOf, plain } from './labels.ts'
import { own } from './own.ts'
import { isSeen } from './visible.ts'

/** The value that stands beside a label: the control it names, or the element after it. */
function beside(label: Element): Element | null {
  return (label as HTMLLabelElement).control ?? own(label, 'nextElementSibling')
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
