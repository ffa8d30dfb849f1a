import { button, make } from '../../host/dom.ts'
import type { NoticeView } from '../../views.ts'

/** A notice, and the moment to fill it: only what comes into a region that is there already is read out. */
export interface DrawnNotice {
  element: HTMLElement
  tell(): void
}

/** Draws what an agent must see at once, with its one button. */
export function drawNotice({ title, text, read, playbook }: NoticeView, press: () => void): DrawnNotice {
  const told = make('div', { role: 'alert' })
  const acts = make(
    'div',
    { class: 'acts' },
    button('btn primary', press, read),
    make('span', { class: 'dim' }, playbook),
  )
  const card = make('section', { class: 'card notice', 'aria-label': title }, told, acts)
  return {
    element: make('div', { class: 'fl' }, card),
    tell: () => told.replaceChildren(make('b', {}, title), make('p', { class: 'say' }, text)),
  }
}
