import type { Frame } from '../../host/frame.ts'
import type { StopView } from '../../views.ts'

/** What a stop says when the background does not answer: nothing was judged, so there is nothing to override. */
export function notAnswered({ words }: Pick<Frame, 'words'>): StopView {
  return {
    key8: '',
    mark: 'none',
    title: words.noAnswer,
    rows: [{ term: words.notChecked, text: words.noAnswerNow }],
    checkIds: [],
    back: words.back,
    close: words.close,
    noOverride: '',
  }
}
