import type { NoticeView } from '../../views.ts'
import type { FrameState } from '../frame-state.ts'

/** Which frame of a tab shows the notice to be seen at once: never two of them. */
export class Carrier {
  #given: { frame: FrameState; id: string } | null = null

  /**
   * Gives it to the first frame that shows a screen; null takes it down.
   * @param again a frame that has begun anew, and may have lost it
   */
  give(view: NoticeView | null, frames: FrameState[], again?: FrameState): void {
    const frame = frames.find(({ screen }) => screen)
    const { frame: before, id } = this.#given ?? {}
    if (before && (before !== frame || !view)) before.send({ type: 'notice', view: null })
    this.#given = frame && view ? { frame, id: view.id } : null
    const has = before === frame && id === view?.id && again !== frame
    if (frame && view && !has) frame.send({ type: 'notice', view })
  }
}
