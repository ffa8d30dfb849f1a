import { button, make } from '../../host/dom.ts'
import type { TipAnswer } from '../../messages.ts'
import type { CardView, TipView } from '../../views.ts'

/** What the card can do; the feature decides what that means. */
export interface CardActions {
  answer(answer: TipAnswer): void
  openPanel(): void
  close(): void
}

type Choice = [className: string, label: string, act: () => void]

function numbered(choices: Choice[]): HTMLElement[] {
  return choices.map(([className, label, act], at) =>
    button(className, act, make('span', { class: 'kbd', 'aria-hidden': 'true' }, String(at + 1)), label),
  )
}

function header({ title, updated, words }: CardView, close: () => void): HTMLElement {
  const shut = button('x', close, '×')
  shut.setAttribute('aria-label', words.close)
  return make('header', {}, make('b', {}, title), make('span', { class: 'sp' }), updated, shut)
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

/** The card: one tip, three answers, and how the checks stand. Keys 1 to 9 press the numbered buttons. */
export function drawCard(view: CardView, actions: CardActions): HTMLElement {
  const body = make('div', { 'aria-live': 'polite' })
  const redraw = (nodes: Node[]) => {
    body.replaceChildren(...nodes)
    body.querySelector('button')?.focus()
  }
  const [tip] = view.tips
  if (tip) body.append(...tipBody(view, tip, actions, redraw))
  else body.append(make('p', { class: 'say' }, view.words.none))
  const card = make('section', { class: 'card', role: 'dialog', 'aria-label': view.title })
  card.append(header(view, actions.close), body, footer(view, actions.openPanel))
  return make('div', { class: 'fl' }, card, make('p', { class: 'unseen', role: 'status' }))
}
