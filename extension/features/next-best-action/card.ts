import { button, make } from '../../host/dom.ts'
import type { PageWords, TipAnswer } from '../../messages.ts'
import type { CardView, TipView } from '../../views.ts'

/** What the card can do; the feature decides what that means. */
export interface CardActions {
  answer(answer: TipAnswer): void
  openPanel(): void
  close(): void
  shrink(small: boolean): void
}

/** The small buttons at the head of the card: their names, and whether the card is small now. */
export interface CardHead {
  words: Pick<PageWords, 'move' | 'shrink' | 'enlarge'>
  small: boolean
}

type Choice = [className: string, label: string, act: () => void]

function numbered(choices: Choice[]): HTMLElement[] {
  return choices.map(([className, label, act], at) =>
    button(className, act, make('span', { class: 'kbd', 'aria-hidden': 'true' }, String(at + 1)), label),
  )
}

function named(className: string, name: string, sign: string, press: () => void): HTMLButtonElement {
  const made = button(className, press, sign)
  made.setAttribute('aria-label', name)
  made.title = name
  return made
}

function header({ title, updated, words }: CardView, head: CardHead, actions: CardActions): HTMLElement {
  const { move, shrink, enlarge } = head.words
  const [name, sign] = head.small ? [enlarge, '+'] : [shrink, '−']
  const size = named('x', name, sign, () => actions.shrink(!head.small))
  size.setAttribute('aria-expanded', String(!head.small))
  return make(
    'header',
    {},
    named('x grip', move, '⠿', () => undefined),
    make('b', {}, title),
    make('span', { class: 'sp' }),
    updated,
    size,
    named('x', words.close, '×', actions.close),
  )
}

function footer({ checksLine, words, shortcut }: CardView, openPanel: () => void): HTMLElement {
  const keys = shortcut ? [' ', make('span', { class: 'kbd' }, shortcut)] : []
  const link = button('link', openPanel, words.openPanel, ...keys)
  return make('div', { class: 'more' }, make('span', {}, checksLine), link)
}

function tipBody(view: CardView, tip: TipView, actions: CardActions, redraw: (body: Node[]) => void): Node[] {
  const { words } = view
  const send = (answer: TipAnswer['answer'], reasonId?: string) =>
    actions.answer({ tipId: tip.id, answer, ...(reasonId && { reasonId }) })
  const why = view.dismissReasons.map(
    ({ id, label }): Choice => ['btn wide', label, () => send('dismissed', id)],
  )
  const ask = () => redraw([make('div', { class: 'acts top' }, ...numbered(why))])
  return [
    make('p', { class: 'say' }, tip.say),
    make('p', { class: 'why' }, make('b', {}, words.why), make('span', {}, tip.why)),
    make(
      'div',
      { class: 'acts' },
      ...numbered([
        ['btn primary', words.accept, () => send('accepted')],
        ['btn', words.defer, () => send('deferred')],
        ['btn', words.dismiss, ask],
      ]),
    ),
  ]
}

/** The card: one tip, three answers, and how the checks stand; small, its head alone. Keys 1 to 9 press the numbered buttons. */
export function drawCard(view: CardView, head: CardHead, actions: CardActions): HTMLElement {
  const body = make('div', { 'aria-live': 'polite' })
  const redraw = (nodes: Node[]) => {
    body.replaceChildren(...nodes)
    body.querySelector('button')?.focus()
  }
  const [tip] = view.tips
  if (tip) body.append(...tipBody(view, tip, actions, redraw))
  else body.append(make('p', { class: 'say' }, view.words.none))
  const card = make('section', { class: 'card', role: 'dialog', 'aria-label': view.title, tabindex: '-1' })
  card.append(header(view, head, actions))
  if (!head.small) card.append(body, footer(view, actions.openPanel))
  return make('div', { class: 'fl' }, card, make('p', { class: 'unseen', role: 'status' }))
}
