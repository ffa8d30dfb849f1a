import '../tokens.css'
import '../parts.css'
import '../panel/panel.css'
import '../console/console.css'
import { useEffect } from 'react'
import { Health } from '../console/health.tsx'
import { useHealth } from '../console/use-health.ts'
import { Loading } from '../panel/states.tsx'

export default function Console() {
  const { view, busy, look } = useHealth()
  useEffect(() => {
    if (!view) return
    document.documentElement.lang = view.lang
    document.title = `${view.title} · Fineline`
  }, [view])
  if (!view) return <Loading words={null} />
  return (
    <Health
      view={view}
      busy={busy}
      retry={() => void look()}
      signIn={() => void look({ type: 'sign-in' })}
      setLanguage={(language) => void look({ type: 'language', language })}
    />
  )
}
