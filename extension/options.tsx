import './tokens.css'
import './parts.css'
import './panel/panel.css'
import './panel/pages.css'
import { useEffect, useState } from 'react'
import { ask } from './panel/ask.ts'
import { Policy } from './panel/policy.tsx'
import { Loading } from './panel/states.tsx'
import type { PolicyView } from './views.ts'

export default function Options() {
  const [view, setView] = useState<PolicyView | null>(null)
  useEffect(() => {
    const look = () => void ask({ type: 'policy' }).then(setView)
    look()
    // Policy may come seconds after the browser's start, and change.
    chrome.storage.managed.onChanged.addListener(look)
    return () => chrome.storage.managed.onChanged.removeListener(look)
  }, [])
  useEffect(() => {
    if (view) document.documentElement.lang = view.lang
  }, [view])
  return view ? <Policy view={view} /> : <Loading words={null} />
}
