import type { Binding } from '../../host/frame.ts'
import { type Overlay, type Place, placeBeside } from '../../host/overlay.ts'
import type { BadgeView } from '../../views.ts'
import type { Feature } from '../feature.ts'
import { SILENCE, showBadge, unanswered } from './badge.ts'

const placeOf = ({ anchor, screen }: Binding): Place | undefined =>
  anchor ? placeBeside(anchor, screen.customer?.placement) : undefined

/** The pill beside the customer's name, for exactly the customer that stands there. */
export const customerBadge: Feature = {
  id: 'customer-badge',
  mount(frame, signal) {
    let overlay: Overlay | null = null
    let shown: { view: BadgeView; generation: number } | null = null
    let placed: Place | undefined
    let silence: ReturnType<typeof setTimeout> | undefined
    const hide = () => {
      overlay?.hide()
      overlay = null
    }
    const clear = () => {
      clearTimeout(silence)
      hide()
    }
    const draw = (binding: Binding, view: BadgeView) => {
      clear()
      shown = { view, generation: binding.generation }
      const open = () => frame.send({ type: 'open-card', generation: binding.generation })
      placed = placeOf(binding)
      overlay = showBadge(view, binding.anchor, frame.lang, placed, open)
    }
    /** The page may have made its letters larger, or written something beside the name. */
    const settle = () => {
      const binding = frame.binding()
      if (!overlay || !binding || shown?.generation !== binding.generation) return
      if (JSON.stringify(placeOf(binding)) !== JSON.stringify(placed)) draw(binding, shown.view)
    }
    frame.onRelease(clear)
    frame.onBind((binding) => {
      if (!binding.screen.customer?.anchor || !binding.reading) return
      if (shown?.generation === binding.generation) return draw(binding, shown.view)
      silence = setTimeout(() => draw(binding, unanswered(frame.words)), SILENCE)
    })
    frame.onLook(() => requestAnimationFrame(settle))
    frame.onMessage((message) => {
      if (message.type !== 'badge' && message.type !== 'withdraw') return
      // The number may have changed since the last tick without a record of it.
      frame.look()
      const binding = frame.binding()
      if (!binding?.screen.customer?.anchor || message.generation !== binding.generation) return
      if (message.type === 'badge') draw(binding, message.view)
      else hide()
    })
    signal.addEventListener('abort', clear)
  },
}
