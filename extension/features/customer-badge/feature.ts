import { keepKeys } from '../../host/dom.ts'
import type { Binding, Frame } from '../../host/frame.ts'
import { listen } from '../../host/listen.ts'
import { dragBy, moveByKey } from '../../host/movable.ts'
import { type Overlay, type Place, placeBeside } from '../../host/overlay.ts'
import type { Offset } from '../../messages.ts'
import type { BadgeView } from '../../views.ts'
import type { Feature } from '../feature.ts'
import { SILENCE, showBadge, unanswered } from './badge.ts'
import { RecentBadges } from './recent.ts'

const placeOf = ({ anchor, screen }: Binding): Place | undefined =>
  anchor ? placeBeside(anchor, screen.customer?.placement) : undefined

/** The number is the customer's own: another, such as a card's, is looked up anew each time. */
const own = ({ screen }: Binding): boolean => !screen.customer?.kind

/** What a badge is drawn anew for: another place, or another window for it to stay in. */
const spot = (place: Place | undefined): string => JSON.stringify([place, innerWidth, innerHeight])

/** Minus and plus. */
const SIZES: Record<string, boolean> = { '-': true, '+': false, '=': false }

/** Draws the pill where and as large as the agent wants it; a press opens the card. */
function draw(frame: Frame, binding: Binding, view: BadgeView, place?: Place): Overlay {
  const { anchor, screen, generation } = binding
  const overlay = showBadge(view, anchor, frame.lang, {
    ...(place && { place }),
    small: frame.arrangement.small.includes('badge'),
    press: () => frame.tell({ type: 'open-card', generation }),
  })
  const moved = (by: Offset | null) => frame.tell({ type: 'move', piece: 'badge', screen: screen.id, by })
  const pill = overlay.root.querySelector<HTMLElement>('.badge')
  if (pill) {
    dragBy(pill, overlay, moved)
    keepKeys(pill, (event) => {
      const small = SIZES[event.key]
      if (!moveByKey(event, overlay, moved) && small !== undefined)
        frame.tell({ type: 'shrink', piece: 'badge', small })
    })
  }
  const by = frame.arrangement.moved[`badge ${screen.id}`]
  if (by) overlay.moveTo(by)
  return overlay
}

/** The pill beside the customer's name, for exactly the customer that stands there. */
export const customerBadge: Feature = {
  id: 'customer-badge',
  mount(frame, signal) {
    let overlay: Overlay | null = null
    let shown: { view: BadgeView; generation: number } | null = null
    let placed = ''
    let next = 0
    let silence: ReturnType<typeof setTimeout> | undefined
    const recent = new RecentBadges()
    const hide = () => {
      overlay?.hide()
      overlay = null
    }
    const clear = () => {
      clearTimeout(silence)
      cancelAnimationFrame(next)
      next = 0
      hide()
    }
    const show = (binding: Binding, view: BadgeView) => {
      const focused = overlay?.root.activeElement
      clear()
      shown = { view, generation: binding.generation }
      const place = placeOf(binding)
      placed = spot(place)
      overlay = draw(frame, binding, view, place)
      if (focused) overlay.root.querySelector<HTMLElement>('.badge')?.focus({ preventScroll: true })
      overlay.stepAside()
    }
    /** The page may have made its letters larger, or written something beside the name. */
    const settle = () => {
      next = 0
      const binding = frame.binding()
      if (!overlay || !binding || shown?.generation !== binding.generation) return
      if (spot(placeOf(binding)) !== placed) show(binding, shown.view)
    }
    frame.onRelease(clear)
    frame.onBind((binding) => {
      if (!binding.screen.customer?.anchor || !binding.reading) return
      if (shown?.generation === binding.generation) return show(binding, shown.view)
      const kept = own(binding) ? recent.of(binding.reading.text ?? '') : null
      if (kept) show(binding, kept)
      silence = setTimeout(() => show(binding, unanswered(frame.words)), SILENCE)
    })
    frame.onLook(() => {
      next ||= requestAnimationFrame(settle)
    })
    frame.onMessage((message) => {
      // Whatever stands here now: what was taken back comes back with no later screen.
      if (message.type === 'withdraw') recent.forget()
      else if (message.type !== 'badge' && message.type !== 'arrange') return
      // The number may have changed since the last tick without a record of it.
      frame.look()
      const binding = frame.binding()
      if (!binding?.screen.customer?.anchor) return
      if (message.type === 'arrange') {
        if (overlay && shown?.generation === binding.generation) show(binding, shown.view)
      } else if (message.generation === binding.generation && message.type === 'badge') {
        clearTimeout(silence)
        if (binding.reading?.text && own(binding)) recent.keep(binding.reading.text, message.view)
        if (!overlay || JSON.stringify(shown?.view) !== JSON.stringify(message.view))
          show(binding, message.view)
      } else if (message.generation === binding.generation) {
        hide()
        // Nor does it come back where the page draws the name anew.
        shown = null
      }
    })
    listen(document, 'focusin', () => overlay?.stepAside(), signal)
    signal.addEventListener('abort', clear)
  },
}
