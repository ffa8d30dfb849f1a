import { useCallback, useEffect, useState } from 'react'
import type { FromPopup, HealthAnswer } from '../messages.ts'
import { ask } from '../panel/ask.ts'
import { presentHealthAnswer } from '../present/health.ts'
import type { HealthView } from '../views.ts'

/** Silence after which it is called what it is. Milliseconds. */
const SILENCE = 15_000

/** What the page says by itself when nobody answers: the language chosen is not known then. */
const unanswered = (): HealthAnswer => ({
  lang: navigator.language.startsWith('zh') ? 'zh-CN' : 'en',
  why: 'no-answer',
})

const silence = () => new Promise<HealthAnswer>((resolve) => setTimeout(() => resolve(unanswered()), SILENCE))

/** How well pages are read (null: not told yet), and a way to ask again, after something else where that is given. */
export function useHealth() {
  const [view, setView] = useState<HealthView | null>(null)
  const [busy, setBusy] = useState(false)
  const look = useCallback(async (before?: FromPopup) => {
    setBusy(true)
    try {
      if (before) await ask(before)
      setView(presentHealthAnswer(await Promise.race([ask({ type: 'health' }), silence()])))
    } catch {
      setView(presentHealthAnswer(unanswered()))
    } finally {
      setBusy(false)
    }
  }, [])
  useEffect(() => void look(), [look])
  return { view, busy, look }
}
