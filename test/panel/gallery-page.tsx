import '../../extension/tokens.css'
import '../../extension/parts.css'
import '../../extension/panel/panel.css'
import '../../extension/panel/script/script.css'
import '../../extension/panel/pages.css'
import '../../extension/console/console.css'
import { createRoot } from 'react-dom/client'
import { Health } from '../../extension/console/health.tsx'
import type { FromPanel, FromPopup, Revealed, ToPanel } from '../../extension/messages.ts'
import { Panel } from '../../extension/panel/panel.tsx'
import { Policy } from '../../extension/panel/policy.tsx'
import { Status } from '../../extension/panel/status.tsx'
import type { FoundView, HealthView, PolicyView, ReadingView, StatusView } from '../../extension/views.ts'

/** What the background answers to a search, by words, and to what is read, by `kind/id`. */
export interface ScriptAnswers {
  found: Record<string, FoundView>
  read: Record<string, ReadingView | null>
}

export type Shown =
  | { page: 'panel'; message: ToPanel; answers: ScriptAnswers }
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
let answers: ScriptAnswers = { found: {}, read: {} }
async function answer(message: FromPopup) {
  if (message.type === 'search') return answers.found[message.asked] ?? { line: '', hits: [] }
  if (message.type === 'read') return answers.read[`${message.kind}/${message.itemId}`] ?? null
  return { lang: document.documentElement.lang, results: own }
}
Object.assign(window.chrome ?? {}, { runtime: { sendMessage: answer } })
let now: Shown
window.show = (shown) => {
  now = shown
  if (shown.page === 'panel') answers = shown.answers
  document.documentElement.lang = shown.page === 'panel' ? shown.message.lang : shown.view.lang
  root.render(page(shown, null))
}
window.reveal = (revealed) => root.render(page(now, revealed))
const given = document.getElementById('shown')?.textContent
if (given) window.show(JSON.parse(given))
