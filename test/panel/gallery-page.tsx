import '../../extension/tokens.css'
import '../../extension/parts.css'
import '../../extension/panel/panel.css'
import '../../extension/panel/script/script.css'
import '../../extension/panel/view/view.css'
import '../../extension/panel/pages.css'
import '../../extension/console/console.css'
import { createRoot } from 'react-dom/client'
import { Health } from '../../extension/console/health.tsx'
import type { EventView } from '../../extension/customer-view.ts'
import type {
  CustomerSeen,
  EventsTold,
  FromPanel,
  FromPopup,
  Revealed,
  ToPanel,
} from '../../extension/messages.ts'
import { Panel } from '../../extension/panel/panel.tsx'
import { Policy } from '../../extension/panel/policy.tsx'
import { Status } from '../../extension/panel/status.tsx'
import type { FoundView, HealthView, PolicyView, ReadingView, StatusView } from '../../extension/views.ts'

/** What the background answers to a search, by words, and to what is read, by `kind/id`. */
export interface ScriptAnswers {
  found: Record<string, FoundView>
  read: Record<string, ReadingView | null>
}

/** The events of a customer, newest first, as the background would tell them by stretches. */
export type Dealings = { channel: string; kind: string; event: EventView }[]

export type Shown =
  | {
      page: 'panel'
      message: ToPanel
      answers: ScriptAnswers
      /** What is seen of the customer; null: nothing yet. */
      customer: CustomerSeen | null
      /** Null: events that are asked for never come. */
      dealings: Dealings | null
    }
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
    /** Tells a stretch of the timeline. */
    tell(events: EventsTold): void
  }
}

const root = createRoot(document.getElementById('root') as HTMLElement)
const nothing = () => undefined

/** A stretch as the edge gives it: 50 events, then by 200. */
function stretch(dealings: Dealings, asked: Extract<FromPanel, { type: 'events' }>): EventsTold {
  const { channels, kinds, before, keyShort } = asked
  const wanted = (all: readonly string[], one: string) => !all.length || all.includes(one)
  const left = dealings.filter(({ channel, kind }) => wanted(channels, channel) && wanted(kinds, kind))
  const from = Number(before ?? 0)
  const to = from + (from ? 200 : 50)
  const events = left.slice(from, to).map(({ event }) => event)
  const next = to < left.length ? String(to) : null
  return { type: 'events', keyShort, asked: asked.asked, events: { events, next } }
}

function send(message: FromPanel): void {
  window.sent.push(message)
  const dealings = now.page === 'panel' && now.dealings
  if (message.type === 'events' && dealings) queueMicrotask(() => window.tell(stretch(dealings, message)))
}

function page(shown: Shown, revealed: Revealed | null, events: EventsTold | null) {
  if (shown.page === 'options') return <Policy view={shown.view} />
  if (shown.page === 'console') {
    return (
      <main>
        <Health view={shown.view} busy={false} retry={nothing} signIn={nothing} />
      </main>
    )
  }
  if (shown.page === 'panel') {
    const { message, customer } = shown
    return <Panel shown={message} customer={customer} events={events} revealed={revealed} send={send} />
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
let held: Revealed | null = null
let told: EventsTold | null = null
window.show = (shown) => {
  now = shown
  held = null
  told = null
  if (shown.page === 'panel') answers = shown.answers
  document.documentElement.lang = shown.page === 'panel' ? shown.message.lang : shown.view.lang
  root.render(page(shown, null, null))
}
window.reveal = (revealed) => {
  held = revealed
  root.render(page(now, held, told))
}
window.tell = (events) => {
  told = events
  root.render(page(now, held, told))
}
const given = document.getElementById('shown')?.textContent
if (given) window.show(JSON.parse(given))
