import type { Language } from '../../worker/contract/text.ts'
import type { OverrideProblem, PageWords } from '../messages.ts'
import { textsIn } from '../texts/index.ts'
import type { PanelWords } from '../views.ts'

/** In either language: whoever copies us need not know which the agent reads. */
const signs = (['zh-CN', 'en'] as const).flatMap((language) => {
  const { blocked, confirm, notChecked } = textsIn(language).stop
  return [blocked(''), confirm(''), notChecked('')].map((text) => text.trim())
})

/** What a frame must be able to say by itself. */
export const pageWords = (language: Language): PageWords => ({ ...textsIn(language).page, signs })

export const panelWords = (language: Language): PanelWords => textsIn(language).panel

/** Why a written reason was not taken, and what to do. */
export const overrideProblemText = (language: Language, problem: OverrideProblem): string =>
  textsIn(language).stop.problems[problem]
