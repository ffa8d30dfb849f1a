import { button, make, markIcon } from '../../host/dom.ts'
import { Overlay, type Place, placeBeside } from '../../host/overlay.ts'
import type { PageWords } from '../../messages.ts'
import type { BadgeView } from '../../views.ts'

/** How long silence may last before it is called what it is. Milliseconds. */
export const SILENCE = 1500

/** Below this width a pill is its mark alone. CSS pixels. */
const TIGHT = 44

const CORNER: Place = { x: 0, y: 0, room: 200, side: 'after' }

/** One pill: a button where a press does something. */
export function pill(view: BadgeView, look: string, press?: () => void): HTMLElement {
  const words = [markIcon(view.mark), make('b', {}, view.label)]
  if (view.count) words.push(make('i', {}, view.count))
  if (press) return button(look, press, ...words)
  return make('span', { class: look, role: 'img' }, ...words)
}

/** How one pill is drawn beside what is said of the customer. */
export interface BadgeLook {
  /** Absent: at the end of the anchor's text. */
  place?: Place
  /** The mark alone. */
  small?: boolean
  press?(): void
}

/** Draws one pill beside an element of the host, or in the corner where the host shows no name. */
export function showBadge(
  view: BadgeView,
  anchor: Element | null,
  lang: string,
  { place = anchor ? placeBeside(anchor) : CORNER, small = false, press }: BadgeLook = {},
): Overlay {
  const overlay = new Overlay(anchor ? 'badge' : 'loose', lang)
  const drawn = pill(view, `badge ${view.mark}${small || place.room < TIGHT ? ' tight' : ''}`, press)
  drawn.title = view.title
  drawn.setAttribute('aria-label', view.title)
  drawn.dataset.key = view.key8
  drawn.style.maxWidth = `${place.room}px`
  overlay.root.append(make('div', { class: 'fl' }, drawn))
  overlay.show(anchor, place)
  return overlay
}

/** What a badge says when the background does not answer. */
export function unanswered(words: PageWords): BadgeView {
  const title = `${words.noAnswer} ${words.noAnswerNow}`
  return { key8: '', mark: 'none', label: words.notChecked, count: '', title }
}
