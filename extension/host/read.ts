import type { Reader, ReadStep } from '../../worker/contract/adapter.ts'
import type { Unread } from '../messages.ts'
import { locateAll } from './locate.ts'
import { isSeen } from './visible.ts'

/** Text read, or why there is none. */
export type Reading = { text: string; unread: null } | { text: null; unread: Unread }

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const readers: Record<ReadStep['from'], (element: Element, step: ReadStep) => string | null> = {
  text: (element) => element.textContent,
  value: (element) => (element as Field).value ?? null,
  selected: (element) => (element as HTMLSelectElement).selectedOptions?.[0]?.text ?? null,
  checked: (element) => String((element as HTMLInputElement).checked === true),
  attribute: (element, step) => element.getAttribute(step.attribute ?? ''),
  url: () => location.href,
}

function part(text: string | null, pattern: string | undefined): string {
  const trimmed = (text ?? '').replace(/\s+/g, ' ').trim()
  if (!pattern) return trimmed
  const match = new RegExp(pattern, 'u').exec(trimmed)
  return (match?.[1] ?? match?.[0] ?? '').trim()
}

/** What one step gives. */
export function readStep(root: ParentNode & Node, step: ReadStep): Reading {
  if (step.from === 'url') return settle([part(location.href, step.pattern)])
  const elements = locateAll(root, step).filter(isSeen)
  if (!elements.length) return { text: null, unread: 'no-element' }
  return settle(elements.map((element) => part(readers[step.from](element, step), step.pattern)))
}

function settle(texts: string[]): Reading {
  const [first, second] = new Set(texts.filter(Boolean))
  if (first === undefined) return { text: null, unread: 'empty' }
  return second === undefined ? { text: first, unread: null } : { text: null, unread: 'ambiguous' }
}

/** Tries the steps in order; only what an agent can see counts. Two different answers in one step are a doubt, not a choice, and end the search. */
export function read(root: ParentNode & Node, reader: Reader): Reading {
  let last: Reading = { text: null, unread: 'no-element' }
  for (const step of reader) {
    const reading = readStep(root, step)
    if (reading.text !== null || reading.unread === 'ambiguous') return reading
    if (reading.unread === 'empty') last = reading
  }
  return last
}
