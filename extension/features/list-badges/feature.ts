import type { Binding, Frame } from '../../host/frame.ts'
import { type Overlay, placeBeside } from '../../host/overlay.ts'
import type { BadgeView } from '../../views.ts'
import { SILENCE, showBadge, unanswered } from '../customer-badge/badge.ts'
import type { Feature } from '../feature.ts'

/** All places are measured before anything is shown: one layout for the list instead of one a row. */
function showRows({ rows }: Binding, views: (BadgeView | null)[], lang: string): Overlay[] {
  const placed = rows.map(({ anchor }, at) => {
    const view = views[at]
    return anchor && view ? { view, anchor, place: placeBeside(anchor) } : null
  })
  return placed.flatMap((row) => (row ? [showBadge(row.view, row.anchor, lang, row.place)] : []))
}

/** A pill beside every row of a list. */
export const listBadges: Feature = {
  id: 'list-badges',
  mount(frame: Frame, signal) {
    let overlays: Overlay[] = []
    let silence: ReturnType<typeof setTimeout> | undefined
    const clear = () => {
      clearTimeout(silence)
      for (const overlay of overlays) overlay.hide()
      overlays = []
    }
    const draw = (binding: Binding, views: (BadgeView | null)[]) => {
      clear()
      overlays = showRows(binding, views, frame.lang)
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
    signal.addEventListener('abort', clear)
  },
}
