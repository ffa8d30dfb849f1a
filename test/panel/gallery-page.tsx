import '../../extension/tokens.css'
import '../../extension/parts.css'
import '../../extension/panel/panel.css'
import '../../extension/panel/pages.css'
import '../../extension/console/console.css'
import { createRoot } from 'react-dom/client'
import { Health } from '../../extension/console/health.tsx'
import type { FromPanel, Revealed, ToPanel } from '../../extension/messages.ts'
import { Panel } from '../../extension/panel/panel.tsx'
import { Policy } from '../../extension/panel/policy.tsx'
import { Status } from '../../extension/panel/status.tsx'
import type { HealthView, PolicyView, StatusView } from '../../extension/views.ts'

export type Shown =
  | { page: 'panel'; message: ToPanel }
  | { page: 'popup'; view: StatusView }
  | { page: 'options'; view: PolicyView }
  | { page: 'console'; view: HealthView }

declare global {
  interface Window {
    /** What the page sent, for tests. */
    sent: FromPanel[]
    show(shown: Shown): void
    /** Answers what is held. */
    reveal(revealed: Revealed): void
  }
}

const root = createRoot(document.getElementById('root') as HTMLElement)
const nothing = () => undefined

const send = (message: FromPanel) => window.sent.push(message)

function page(shown: Shown, revealed: Revealed | null) {
  if (shown.page === 'options') return <Policy view={shown.view} />
  if (shown.page === 'console') {
    return (
      <main>
        <Health view={shown.view} busy={false} retry={nothing} signIn={nothing} />
      </main>
    )
  }
  if (shown.page === 'panel') {
    return <Panel shown={shown.message} revealed={revealed} send={send} />
  }
  return (
    <Status
      view={shown.view}
      busy={false}
      send={nothing}
      openPanel={nothing}
      openConsole={nothing}
      openPicker={nothing}
      openPolicy={nothing}
      changeShortcuts={nothing}
    />
  )
}

window.sent = []
const counts = { prompted: 9, shown: 42, accepted: 15, deferred: 8, dismissed: 7, blocked: 1, overridden: 0 }
const own = { from: '2026-11-23', until: '2026-11-25', own: counts, subjects: [], middle: 0.41 }
Object.assign(window.chrome ?? {}, {
  runtime: { sendMessage: async () => ({ lang: document.documentElement.lang, results: own }) },
})
let now: Shown
window.show = (shown) => {
  now = shown
  document.documentElement.lang = shown.page === 'panel' ? shown.message.lang : shown.view.lang
  root.render(page(shown, null))
}
window.reveal = (revealed) => root.render(page(now, revealed))
const given = document.getElementById('shown')?.textContent
if (given) window.show(JSON.parse(given))
