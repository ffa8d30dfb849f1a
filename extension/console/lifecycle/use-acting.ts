import { App } from 'antd'
import { useState } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { shellTexts } from '../../texts/console/shell.ts'
import { EdgeRefusal } from '../edge.ts'
import { inLanguage } from '../language.ts'

/** Why something was not done: in the edge's words where it has some. */
export function refusalWords(refusal: EdgeRefusal, lang: Language): string {
  const { problem, why } = refusal
  if (problem) return [problem.detail, problem.remedy].filter(Boolean).join(' ')
  const { title, detail } = inLanguage(shellTexts, lang).doubts[why]
  return `${title} ${detail}`
}

/** Does one thing at a time and says how it went. Resolves to null when it was done, else to why not. */
export function useActing(lang: Language) {
  const { message, modal } = App.useApp()
  const t = inLanguage(lifecycleTexts, lang)
  const [busy, setBusy] = useState(false)
  const act = async (what: () => Promise<unknown>): Promise<EdgeRefusal | null> => {
    setBusy(true)
    try {
      await what()
      void message.success(t.done)
      return null
    } catch (error) {
      const refusal = error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer')
      modal.error({ title: t.refused, content: refusalWords(refusal, lang) })
      return refusal
    } finally {
      setBusy(false)
    }
  }
  return { busy, act }
}
