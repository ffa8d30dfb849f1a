import { keepKeys } from '../../host/dom.ts'
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

/** The card at the badge: opened by the agent, one tip at a time. */
export const nextBestAction: Feature = {
  id: 'next-best-action',
  mount(frame, signal) {
    let overlay: Overlay | null = null
    const close = () => {
      overlay?.hide()
      overlay = null
    }
    const open = (view: CardView, generation: number, anchor: Element) => {
      close()
      const card = drawCard(view, {
        answer: (answer) => frame.send({ type: 'answer', generation, ...answer }),
        openPanel: () => frame.send({ type: 'open-panel' }),
        close,
      })
      const layer = new Overlay('card', frame.lang)
      overlay = layer
      layer.root.append(card)
      keepKeys(card, (event) => onKey(layer, close, event))
      layer.show(anchor)
      card.querySelector<HTMLElement>('.acts button, .x')?.focus({ preventScroll: true })
    }
    frame.onRelease(close)
    frame.onMessage((message) => {
      if (message.type === 'withdraw') return close()
      if (message.type !== 'card') return
      frame.look()
      const binding = frame.binding()
      if (binding?.generation !== message.generation) return
      open(message.view, message.generation, binding.anchor ?? document.documentElement)
    })
    signal.addEventListener('abort', close)
  },
}
