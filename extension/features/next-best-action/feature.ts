import { keepKeys } from '../../host/dom.ts'
import type { Frame } from '../../host/frame.ts'
import { listen } from '../../host/listen.ts'
import { Overlay } from '../../host/overlay.ts'
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

  constructor(frame: Frame) {
    this.#frame = frame
  }

  close = (): void => {
    this.#overlay?.hide()
    this.#overlay = null
  }

  /** Opened by the agent: it takes the focus. */
  open(view: CardView, generation: number): void {
    const card = this.#show(view, generation)
    card?.querySelector<HTMLElement>('.acts button, .x')?.focus({ preventScroll: true })
  }

  /** Opens by itself and leaves the focus where it is; not in the middle of something, and not over a stop. */
  prompt(view: CardView, generation: number): void {
    const [tip] = view.tips
    if (!tip || this.#overlay || this.#frame.busy() || Overlay.shows('stop')) return
    const card = this.#show(view, generation)
    if (!card) return
    this.#frame.send({ type: 'prompted', generation, tipId: tip.id })
    const told = card.querySelector('[role=status]')
    // Only what comes into a region that is there already is read out.
    requestAnimationFrame(() => told?.replaceChildren(`${view.title} ${tip.label}`))
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
    const card = drawCard(view, {
      answer: (answer) => frame.send({ type: 'answer', generation, ...answer }),
      openPanel: () => frame.send({ type: 'open-panel' }),
      close: this.close,
    })
    const layer = new Overlay('card', frame.lang)
    this.#overlay = layer
    layer.root.append(card)
    keepKeys(card, (event) => onKey(layer, this.close, event))
    layer.show(binding.anchor ?? document.documentElement)
    layer.settle(binding.anchor)
    return card
  }
}

/** The card at the badge: one tip at a time, opened by the agent or, within the budget, by itself. */
export const nextBestAction: Feature = {
  id: 'next-best-action',
  mount(frame, signal) {
    const card = new Card(frame)
    frame.onRelease(card.close)
    frame.onMessage((message) => {
      if (message.type === 'withdraw') card.close()
      else if (message.type === 'card') card.open(message.view, message.generation)
      else if (message.type === 'prompt') card.prompt(message.view, message.generation)
    })
    listen(document, 'focusin', () => card.makeRoom(), signal)
    signal.addEventListener('abort', card.close)
  },
}
