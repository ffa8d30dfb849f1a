import './tokens.css'
import './parts.css'
import './panel/panel.css'
import './panel/pages.css'
import { useCallback, useEffect, useState } from 'react'
import type { AboutStatus } from './messages.ts'
import { ask } from './panel/ask.ts'
import { Loading } from './panel/states.tsx'
import { Status } from './panel/status.tsx'
import { showPicker } from './picker/side-panel.ts'
import type { StatusView } from './views.ts'

/** The browser opens the panel only in answer to the press itself, so the window is found before. */
function useOpenPanel() {
  const [windowId, setWindowId] = useState<number>()
  useEffect(() => void chrome.windows.getCurrent().then(({ id }) => setWindowId(id)), [])
  return async () => {
    if (windowId !== undefined) await chrome.sidePanel.open({ windowId })
    window.close()
  }
}

/** Likewise: the picker stands in the side panel beside the tab that it is about. */
function useOpenPicker() {
  const [tabId, setTabId] = useState<number>()
  useEffect(
    () => void chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => setTabId(tab?.id)),
    [],
  )
  return async () => {
    if (tabId === undefined) return
    void showPicker(tabId)
    await chrome.sidePanel.open({ tabId })
    window.close()
  }
}

export default function Popup() {
  const [view, setView] = useState<StatusView | null>(null)
  const [busy, setBusy] = useState(false)
  const openPanel = useOpenPanel()
  const openPicker = useOpenPicker()
  const send = useCallback(async (message: AboutStatus) => {
    setBusy(true)
    try {
      setView(await ask(message))
    } finally {
      setBusy(false)
    }
  }, [])
  useEffect(() => void send({ type: 'status' }), [send])
  useEffect(() => {
    if (view) document.documentElement.lang = view.lang
  }, [view])
  if (!view) return <Loading words={null} />
  return (
    <Status
      view={view}
      busy={busy}
      send={send}
      openPanel={openPanel}
      openConsole={() => chrome.tabs.create({ url: chrome.runtime.getURL('tabs/console.html') })}
      openPicker={openPicker}
      openPolicy={() => chrome.runtime.openOptionsPage()}
      changeShortcuts={() => chrome.tabs.create({ url: 'chrome://extensions/shortcuts' })}
    />
  )
}
