import type { Binding, Frame } from '../../host/frame.ts'
import { listen } from '../../host/listen.ts'
import { type Overlay, type Place, placeBeside } from '../../host/overlay.ts'
import type { BadgeView } from '../../views.ts'
import { SILENCE, showBadge, unanswered } from '../customer-badge/badge.ts'
import type { Feature } from '../feature.ts'

/** Longest stretch of work in one animation frame; each badge lays the page out once. Milliseconds. */
const STRETCH = 8

interface PlacedRow {
  view: BadgeView
  anchor: Element
  place: Place
}

/** All places are measured before anything is shown: one layout for the list instead of one a row. */
function placeRows({ rows }: Binding, views: (BadgeView | null)[]): PlacedRow[] {
  return rows.flatMap(({ anchor }, at) => {
    const view = views[at]
    return anchor && view ? [{ view, anchor, place: placeBeside(anchor) }] : []
  })
}

/** A pill beside every row of a list. */
export const listBadges: Feature = {
  id: 'list-badges',
  mount(frame: Frame, signal) {
    let overlays: Overlay[] = []
    let silence: ReturnType<typeof setTimeout> | undefined
    let next = 0
    const clear = () => {
      clearTimeout(silence)
      cancelAnimationFrame(next)
      for (const overlay of overlays) overlay.hide()
      overlays = []
    }
    const draw = (binding: Binding, views: (BadgeView | null)[]) => {
      clear()
      show(placeRows(binding, views))
    }
    const show = (rows: PlacedRow[]) => {
      const until = performance.now() + STRETCH
      while (rows.length > 0 && performance.now() < until) {
        const { view, anchor, place } = rows.shift() as PlacedRow
        const small = frame.arrangement.small.includes('badge')
        overlays.push(showBadge(view, anchor, frame.lang, { place, small }))
      }
      if (rows.length > 0) next = requestAnimationFrame(() => show(rows))
    }
    frame.onRelease(clear)
    frame.onBind((binding) => {
      if (!binding.rows.length || overlays.length) return
      const nothing = binding.rows.map(() => unanswered(frame.words))
      silence = setTimeout(() => draw(binding, nothing), SILENCE)
    })
    frame.onMessage((message) => {
      if (message.type !== 'rows') return
      frame.look()
      const binding = frame.binding()
      if (binding?.generation === message.generation) draw(binding, message.views)
    })
    const stepAside = () => {
      for (const overlay of overlays) overlay.stepAside()
    }
    listen(document, 'focusin', stepAside, signal)
    signal.addEventListener('abort', clear)
  },
}
