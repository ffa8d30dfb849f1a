import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { FromPanel, ToPanel } from '../messages.ts'
import { presentUnchecked } from '../present/unchecked.ts'
import { panelWords } from '../present/words.ts'
import { PanelConnection } from './connection.ts'
import { followTab } from './tab.ts'
import { type Happening, hear, NOTHING, type Told } from './told.ts'

/** Silence after which it is called what it is. Milliseconds. */
const SILENCE = 3000

/** What the panel says by itself when nobody answers: the agent's language is not known then. */
function unanswered(): ToPanel {
  const lang = navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
  return {
    type: 'view',
    lang,
    words: panelWords(lang),
    notices: [],
    meddling: null,
    locked: null,
    view: presentUnchecked(lang, 'no-answer'),
    script: null,
  }
}

interface PanelState extends Omit<Told, 'anew' | 'asks'> {
  send(message: FromPanel): void
}

/** Null: it is another tab. */
const next = (told: Told, now: Happening | null): Told => (now ? hear(told, now) : NOTHING)

/** What to show for this page's tab (`shown` null: not told yet), and the line back. */
export function usePanel(): PanelState {
  const [tab, setTab] = useState<number | null>(null)
  const [{ shown, revealed, customer, events }, take] = useReducer(next, NOTHING)
  const connection = useRef<PanelConnection | null>(null)
  useEffect(() => {
    const life = new AbortController()
    followTab(setTab, life.signal)
    return () => life.abort()
  }, [])
  useEffect(() => {
    if (tab === null) return
    take(null)
    const silence = setTimeout(() => take(unanswered()), SILENCE)
    let late: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      clearTimeout(late)
      take({ type: 'line' })
      late = setTimeout(() => take({ type: 'late', unanswered: unanswered() }), SILENCE)
    }
    const hearing = (message: Exclude<Happening, { type: 'line' | 'late' }>) => {
      if (message.type === 'view') clearTimeout(silence)
      take(message)
    }
    const line = new PanelConnection(tab, hearing, again)
    connection.current = line
    return () => {
      clearTimeout(silence)
      clearTimeout(late)
      line.close()
    }
  }, [tab])
  const send = useCallback((message: FromPanel) => connection.current?.send(message), [])
  return { shown, revealed, customer, events, send }
}
