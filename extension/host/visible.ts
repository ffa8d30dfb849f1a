import { own } from './own.ts'

const WHOLLY = { opacityProperty: true, visibilityProperty: true }

/**
 * True where an agent can see the element: pages keep other customers in hidden tabs. A hidden input can never be
 * seen; it counts where the part of the page that holds it can.
 */
export function isSeen(element: Element | null): boolean {
  if (!element) return false
  if (own(element, 'matches').call(element, 'input[type=hidden i]')) return isSeen(element.parentElement)
  if (own(element, 'checkVisibility').call(element, WHOLLY)) return true
  // Without a box of its own, but not out of sight.
  return getComputedStyle(element).display === 'contents' && isSeen(own(element, 'parentElement'))
}
