import type { Language } from '../../worker/contract/text.ts'
import type { OverrideProblem, PageWords, Unread } from '../messages.ts'
import { textsIn } from '../texts/index.ts'
import type { PanelWords } from '../views.ts'

/** What a frame must be able to say by itself. */
export function pageWords(language: Language): PageWords {
  const { page, unchecked } = textsIn(language)
  const unread = (why: Unread) => unchecked[why].title
  return {
    ...page,
    unread: {
      'no-element': unread('no-element'),
      empty: unread('empty'),
      'not-a-number': unread('not-a-number'),
      ambiguous: unread('ambiguous'),
    },
  }
}

export const panelWords = (language: Language): PanelWords => textsIn(language).panel

/** Why a written reason was not taken, and what to do. */
export const overrideProblemText = (language: Language, problem: OverrideProblem): string =>
  textsIn(language).stop.problems[problem]
