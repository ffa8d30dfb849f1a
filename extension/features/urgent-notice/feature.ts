import { keepKeys } from '../../host/dom.ts'
import type { Frame } from '../../host/frame.ts'
import { listen } from '../../host/listen.ts'
import { Overlay, refocus } from '../../host/overlay.ts'
import type { NoticeView } from '../../views.ts'
import type { Feature } from '../feature.ts'
import { drawNotice } from './notice.ts'

/** Shows it in the corner, without the focus: the agent may be in the middle of a word. */
function open({ lang }: Frame, view: NoticeView, press: () => void): Overlay {
  const overlay = new Overlay('notice', lang)
  const { element, tell } = drawNotice(view, press)
  overlay.root.append(element)
  keepKeys(element, () => undefined)
  overlay.show(null)
  tell()
  return overlay
}

/** The one thing that opens by itself over everything: shown once, until the agent says that it is read. */
export const urgentNotice: Feature = {
  id: 'urgent-notice',
  mount(frame, signal) {
    let shown: { id: string; overlay: Overlay } | null = null
    const hide = () => {
      shown?.overlay.hide()
      shown = null
    }
    const seen = () => {
      if (shown && document.visibilityState === 'visible')
        frame.tell({ type: 'notice-seen', notice: shown.id })
    }
    const show = (view: NoticeView) => {
      const origin = document.activeElement instanceof HTMLElement ? document.activeElement : null
      const read = () => {
        frame.tell({ type: 'notice-read', notice: view.id })
        hide()
        refocus(origin)
      }
      shown = { id: view.id, overlay: open(frame, view, read) }
      seen()
    }
    frame.onMessage((message) => {
      if (message.type !== 'notice' || message.view?.id === shown?.id) return
      hide()
      if (message.view) show(message.view)
    })
    listen(document, 'visibilitychange', seen, signal)
    signal.addEventListener('abort', hide)
  },
}
