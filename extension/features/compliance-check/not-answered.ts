import type { Frame } from '../../host/frame.ts'
import type { StopView } from '../../views.ts'
import { showBadge, unanswered } from '../customer-badge/badge.ts'

/** How long it is said that an action went through unchecked. Milliseconds. */
const SAID = 8000

/** In the corner, since the page may draw its button anew. */
export function sayUnchecked({ words, lang }: Pick<Frame, 'words' | 'lang'>): void {
  const overlay = showBadge(unanswered(words), null, lang)
  setTimeout(() => overlay.hide(), SAID)
}

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
