import './tokens.css'
import './parts.css'
import './panel/panel.css'
import './panel/script/script.css'
import './panel/view/view.css'
import { useEffect } from 'react'
import { Panel } from './panel/panel.tsx'
import { Loading } from './panel/states.tsx'
import { usePanel } from './panel/use-panel.ts'

export default function SidePanel() {
  const { shown, ...rest } = usePanel()
  useEffect(() => {
    if (shown) document.documentElement.lang = shown.lang
  }, [shown])
  return shown ? <Panel shown={shown} {...rest} /> : <Loading words={null} />
}
