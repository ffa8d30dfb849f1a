import { useCallback, useEffect, useRef, useState } from 'react'
import type { CustomerSeen, EventsTold, FromPanel, Revealed, ToPanel } from '../messages.ts'
import { presentUnchecked } from '../present/unchecked.ts'
import { panelWords } from '../present/words.ts'
import { PanelConnection } from './connection.ts'
import { followTab } from './tab.ts'

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

interface PanelState {
  shown: ToPanel | null
  /** The last value that was held. */
  revealed: Revealed | null
  /** What is seen of the customer on screen; null: nothing yet. */
  customer: CustomerSeen | null
  /** The last stretch of the timeline. */
  events: EventsTold | null
  send(message: FromPanel): void
}

/** What to show for this page's tab (null: not told yet), and the line back. */
export function usePanel(): PanelState {
  const [tab, setTab] = useState<number | null>(null)
  const [shown, setShown] = useState<ToPanel | null>(null)
  const [revealed, setRevealed] = useState<Revealed | null>(null)
  const [customer, setCustomer] = useState<CustomerSeen | null>(null)
  const [events, setEvents] = useState<EventsTold | null>(null)
  const connection = useRef<PanelConnection | null>(null)
  useEffect(() => {
    const life = new AbortController()
    followTab(setTab, life.signal)
    return () => life.abort()
  }, [])
  useEffect(() => {
    if (tab === null) return
    setShown(null)
    setCustomer(null)
    setEvents(null)
    let of = ''
    const silence = setTimeout(() => setShown(unanswered()), SILENCE)
    const line = new PanelConnection(tab, (message) => {
      if (message.type === 'revealed') return setRevealed(message)
      if (message.type === 'customer') return setCustomer(message)
      if (message.type === 'events') return setEvents(message)
      clearTimeout(silence)
      setShown(message)
      const shows = message.view.state === 'decided' ? message.view.keyShort : ''
      // A worker that starts anew tells the same customer several times, under the agent's finger.
      if (shows !== of) setRevealed(null)
      of = shows
      setCustomer((seen) => (seen?.keyShort === shows ? seen : null))
      setEvents((told) => (told?.keyShort === shows ? told : null))
    })
    connection.current = line
    return () => {
      clearTimeout(silence)
      line.close()
    }
  }, [tab])
  const send = useCallback((message: FromPanel) => connection.current?.send(message), [])
  return { shown, revealed, customer, events, send }
}
