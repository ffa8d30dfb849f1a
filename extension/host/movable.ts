import type { Offset } from '../messages.ts'
import type { Overlay } from './overlay.ts'

/** A press that moves less than this is a press. CSS pixels. */
const THRESHOLD = 4
/** One press of an arrow key. CSS pixels. */
const STEP = 16

const ARROWS: Record<string, Offset> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

/** Lets the agent drag an overlay by one of its elements. `moved` gets where it lies now, from its own place. */
export function dragBy(handle: HTMLElement, overlay: Overlay, moved: (by: Offset) => void): void {
  let from: { x: number; y: number; offset: Offset } | null = null
  let dragged = false
  handle.addEventListener('pointerdown', (event) => {
    if (!event.isTrusted || event.button !== 0) return
    dragged = false
    from = { x: event.clientX, y: event.clientY, offset: overlay.offset }
    handle.setPointerCapture(event.pointerId)
  })
  handle.addEventListener('pointermove', (event) => {
    if (!from) return
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
    dragged ||= Math.hypot(dx, dy) > THRESHOLD
    if (dragged) overlay.moveTo({ x: from.offset.x + dx, y: from.offset.y + dy })
  })
  const drop = () => {
    if (from && dragged) moved(overlay.offset)
    from = null
  }
  handle.addEventListener('pointerup', drop)
  handle.addEventListener('lostpointercapture', drop)
  // What ends a drag is no press.
  handle.addEventListener(
    'click',
    (event) => dragged && event.detail && event.stopImmediatePropagation(),
    true,
  )
}

/** Arrow keys move an overlay, Home puts it back; true where the key was one of them. */
export function moveByKey(
  event: KeyboardEvent,
  overlay: Overlay,
  moved: (by: Offset | null) => void,
): boolean {
  const step = ARROWS[event.key]
  if (!step && event.key !== 'Home') return false
  event.preventDefault()
  const { x, y } = overlay.offset
  overlay.moveTo(step ? { x: x + step.x, y: y + step.y } : { x: 0, y: 0 })
  moved(step ? overlay.offset : null)
  return true
}
