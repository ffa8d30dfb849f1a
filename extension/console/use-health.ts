import { useCallback, useEffect, useState } from 'react'
import type { FromPopup, HealthAnswer } from '../messages.ts'
import { ask } from '../panel/ask.ts'
import { presentHealthAnswer } from '../present/health.ts'
import type { HealthView } from '../views.ts'

/** Silence after which it is called what it is. Milliseconds. */
const SILENCE = 15_000

const silence = (lang: HealthAnswer['lang']) =>
  new Promise<HealthAnswer>((resolve) => setTimeout(() => resolve({ lang, why: 'no-answer' }), SILENCE))

/** How well pages are read (null: not told yet), and a way to ask again, after something else where that is given. */
export function useHealth(lang: HealthAnswer['lang']) {
  const [view, setView] = useState<HealthView | null>(null)
  const [busy, setBusy] = useState(false)
  const look = useCallback(
    async (before?: FromPopup) => {
      setBusy(true)
      try {
        if (before) await ask(before)
        const answer = await Promise.race([ask({ type: 'health' }), silence(lang)])
        setView(presentHealthAnswer({ ...answer, lang }))
      } catch {
        setView(presentHealthAnswer({ lang, why: 'no-answer' }))
      } finally {
        setBusy(false)
      }
    },
    [lang],
  )
  useEffect(() => void look(), [look])
  return { view, busy, look }
}
