import { keepKeys } from '../../host/dom.ts'
import type { Frame } from '../../host/frame.ts'
import { listen } from '../../host/listen.ts'
import { dragBy, moveByKey } from '../../host/movable.ts'
import { Overlay, refocus } from '../../host/overlay.ts'
import type { Offset } from '../../messages.ts'
import type { CardView } from '../../views.ts'
import type { Feature } from '../feature.ts'
import { drawCard } from './card.ts'

/** Presses the button a digit names, or closes on Escape, while the card has the focus. */
function onKey(overlay: Overlay, close: () => void, event: KeyboardEvent): void {
  if (event.key === 'Escape') return close()
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return
  const choices = [...overlay.root.querySelectorAll<HTMLButtonElement>('.acts button')]
  const chosen = choices[Number(event.key) - 1]
  if (!chosen) return
  event.preventDefault()
  chosen.dispatchEvent(new CustomEvent('choose'))
}

/** The one card of a frame. */
class Card {
  readonly #frame: Frame
  #overlay: Overlay | null = null
  #shown: { card: HTMLElement; view: CardView; generation: number } | null = null
  /** Where the agent was before the card took the focus. */
  #origin: HTMLElement | null = null

  constructor(frame: Frame) {
    this.#frame = frame
  }

  close = (): void => {
    this.#overlay?.hide()
    this.#overlay = null
  }

  /** Closed by the agent, who is back where they were. */
  #leave = (): void => {
    this.close()
    refocus(this.#origin)
  }

  /** Goes on to the next tip, unless the agent has closed the card since the answer. */
  goOn(view: CardView, generation: number): void {
    if (this.#overlay) this.open(view, generation)
  }

  /** Opened by the agent: it takes the focus. */
  open(view: CardView, generation: number): void {
    const { activeElement } = document
    if (!this.#overlay) this.#origin = activeElement instanceof HTMLElement ? activeElement : null
    const card = this.#show(view, generation)
    // Not on an answer: a key still held down from opening must not give one.
    card?.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true })
  }

  /** Opens by itself and leaves the focus where it is; not in the middle of something, and not over a stop. */
  prompt(view: CardView, generation: number): void {
    const [tip] = view.tips
    if (!tip || this.#overlay || this.#frame.busy() || Overlay.shows('stop')) return
    const card = this.#show(view, generation)
    if (!card) return
    this.#frame.tell({ type: 'prompted', generation, tipId: tip.id })
    const told = card.querySelector('[role=status]')
    // Only what comes into a region that is there already is read out.
    requestAnimationFrame(() => told?.replaceChildren(`${view.title} ${tip.label}`))
  }

  /** By another playbook: the tip that the agent reads stays in its place, with the focus; no longer there, it goes. */
  renew(view: CardView, generation: number): void {
    const [read] = this.#shown?.view.tips ?? []
    if (!this.#overlay) return
    const tip = read && view.tips.find(({ id }) => id === read.id)
    if (read && !tip) return this.close()
    const tips = tip ? [tip, ...view.tips.filter((one) => one !== tip)] : view.tips
    this.#drawAnew({ ...view, tips }, generation)
  }

  /** The agent's hand stays on the same button; where reasons were asked for, they are asked for still. */
  #drawAnew(view: CardView, generation: number): void {
    const buttons = () => [...(this.#overlay?.root.querySelectorAll<Element>('button') ?? [])]
    const { activeElement = null } = this.#overlay?.root ?? {}
    const at = activeElement ? buttons().indexOf(activeElement) : -1
    const asked = Boolean(this.#shown?.card.querySelector('.acts.top'))
    const drawn = this.#show(view, generation)
    if (asked) drawn?.querySelector('.acts button:last-child')?.dispatchEvent(new CustomEvent('choose'))
    const held = buttons()[at] ?? drawn?.querySelector('.card')
    if (activeElement && held instanceof HTMLElement) held.focus({ preventScroll: true })
  }

  /** What may be shown no more. Null: anything. */
  drop(tips: string[] | null): void {
    const id = this.#shown?.view.tips[0]?.id
    if (!tips || (id && tips.includes(id))) this.close()
  }

  /** The agent went on to a field: the card makes room. */
  makeRoom(): void {
    this.#overlay?.settle(this.#frame.binding()?.anchor ?? null)
  }

  #show(view: CardView, generation: number): HTMLElement | null {
    const frame = this.#frame
    frame.look()
    const binding = frame.binding()
    if (binding?.generation !== generation) return null
    this.close()
    const { screen, anchor } = binding
    const card = this.#draw(view, generation)
    const layer = new Overlay('card', frame.lang)
    this.#overlay = layer
    layer.root.append(card)
    const moved = (by: Offset | null) => frame.tell({ type: 'move', piece: 'card', screen: screen.id, by })
    const grip = card.querySelector<HTMLElement>('.grip')
    if (grip) dragBy(grip, layer, moved)
    keepKeys(card, (event) => {
      const holds = layer.root.activeElement === grip
      if (!(holds && moveByKey(event, layer, moved))) onKey(layer, this.#leave, event)
    })
    layer.show(anchor ?? document.documentElement)
    layer.settle(anchor)
    const by = frame.arrangement.moved[`card ${screen.id}`]
    if (by) layer.moveTo(by)
    this.#shown = { card, view, generation }
    return card
  }

  #draw(view: CardView, generation: number): HTMLElement {
    const { arrangement, words } = this.#frame
    const small = arrangement.small.includes('card')
    const tell: Frame['tell'] = (doing) => this.#frame.tell(doing)
    return drawCard(
      view,
      { words, small },
      {
        answer: (answer) => tell({ type: 'answer', generation, ...answer }),
        openPanel: () => this.#frame.send({ type: 'open-panel' }),
        close: this.#leave,
        shrink: (to) => tell({ type: 'shrink', piece: 'card', small: to }),
      },
    )
  }

  /** Drawn again in the other size; the agent's hand stays on the same button. */
  resize(): void {
    const { card, view, generation } = this.#shown ?? {}
    const small = this.#frame.arrangement.small.includes('card')
    const button = card?.querySelector('[aria-expanded]')
    if (!this.#overlay || !view || generation === undefined) return
    if (button?.getAttribute('aria-expanded') === String(!small)) return
    const held = this.#overlay.root.activeElement === button
    const drawn = this.#show(view, generation)
    if (held) drawn?.querySelector<HTMLElement>('[aria-expanded]')?.focus({ preventScroll: true })
  }
}

/** The card at the badge: one tip at a time, opened by the agent or, within the budget, by itself. */
export const nextBestAction: Feature = {
  id: 'next-best-action',
  mount(frame, signal) {
    const card = new Card(frame)
    frame.onRelease(card.close)
    frame.onMessage((message) => {
      if (message.type === 'withdraw') return message.sameCustomer || card.close()
      else if (message.type === 'gone') card.drop(message.tips)
      else if (message.type === 'arrange') card.resize()
      else if (message.type === 'card') card[message.how](message.view, message.generation)
      else if (message.type === 'prompt') card.prompt(message.view, message.generation)
    })
    listen(document, 'focusin', () => card.makeRoom(), signal)
    signal.addEventListener('abort', card.close)
  },
}
