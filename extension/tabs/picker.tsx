import '../tokens.css'
import '../parts.css'
import '../panel/panel.css'
import '../panel/pages.css'
import '../picker/picker.css'
import { useEffect, useState } from 'react'
import { ask } from '../panel/ask.ts'
import { Loading } from '../panel/states.tsx'
import { followTab } from '../panel/tab.ts'
import { forget } from '../picker/kept.ts'
import { Picker } from '../picker/picker.tsx'
import { showPanel } from '../picker/side-panel.ts'
import type { PickerView } from '../views.ts'

/** Pause before the fields are asked for again. Milliseconds. */
const AGAIN = 2000

function useTab(): number | null {
  const [tab, setTab] = useState<number | null>(null)
  useEffect(() => {
    const life = new AbortController()
    followTab(setTab, life.signal)
    return () => life.abort()
  }, [])
  return tab
}

export default function PickerPage() {
  const [view, setView] = useState<PickerView | null>(null)
  const tab = useTab()
  const waiting = !view?.fields.length
  useEffect(() => {
    const look = () => void ask({ type: 'picker' }).then(setView)
    look()
    // The playbook that declares the fields may still be on its way.
    const timer = waiting ? setInterval(look, AGAIN) : undefined
    return () => clearInterval(timer)
  }, [waiting])
  useEffect(() => {
    if (view) document.documentElement.lang = view.lang
  }, [view])
  useEffect(() => {
    if (tab === null) return
    // Closed by the browser's own button: the next opening shows the agent's panel.
    const leave = () => void showPanel(tab)
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [tab])
  if (!view || tab === null) return <Loading words={null} />
  const leave = () => void Promise.all([forget(tab), showPanel(tab)])
  return <Picker view={view} tab={tab} leave={leave} />
}
