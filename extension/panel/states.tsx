import type { ReactNode } from 'react'
import type { Language } from '../../worker/contract/text.ts'
import type { FromPanel } from '../messages.ts'
import type { PanelView, PanelWords } from '../views.ts'
import { Contact } from './contact.tsx'
import { StateMark } from './mark.tsx'
import { OwnWeek } from './own.tsx'

type Of<T extends PanelView['state']> = Extract<PanelView, { state: T }>
type Send = (message: FromPanel) => void

function State({ title, doubt, children }: { title: string; doubt?: boolean; children: ReactNode }) {
  return (
    <main className="state">
      <h1>
        {doubt && <StateMark mark="none" />}
        <span>{title}</span>
      </h1>
      {children}
    </main>
  )
}

export function Empty({ words, lang, script }: { words: PanelWords; lang: Language; script: ReactNode }) {
  return (
    <State title={words.emptyTitle}>
      <p>{words.emptyDetail}</p>
      {script}
      <OwnWeek lang={lang} />
    </State>
  )
}

/** The place that the answer will take. */
export function Loading({ words }: { words: PanelWords | null }) {
  return (
    <main className="state" aria-busy="true">
      {words && <h1 className="unseen">{words.loading}</h1>}
      <div className="bone" style={{ width: 96, height: 16 }} />
      <div className="bone" style={{ width: '72%' }} />
      <div className="bone" style={{ height: 56 }} />
      <div className="bone" style={{ width: '56%' }} />
    </main>
  )
}

export function SignedOut({ view, send }: { view: Of<'signed-out'>; send: Send }) {
  return (
    <State title={view.title} doubt>
      <p>{view.detail}</p>
      <div className="row">
        <button type="button" className="btn primary" onClick={() => send({ type: 'sign-in' })}>
          {view.action}
        </button>
      </div>
    </State>
  )
}

interface NotCheckedProps {
  view: Of<'not-checked'>
  words: PanelWords
  script: ReactNode
  send: Send
}

/** The steps of the contact need no edge: they can be ticked while nothing else is known. */
export function NotChecked({ view, words, script, send }: NotCheckedProps) {
  return (
    <State title={view.title} doubt>
      <p>{view.detail}</p>
      <div className="row wrap">
        <button type="button" className="btn" onClick={() => send({ type: 'retry' })}>
          {view.retry}
        </button>
        {view.pending && <span className="small dim">{view.pending}</span>}
      </div>
      <Contact contact={view.contact} words={words} send={send} />
      {script}
    </State>
  )
}

interface ConflictProps {
  view: Of<'conflict'>
  script: ReactNode
  send: Send
}

/** A caller whose card is somebody else's is asked who they are: scripts are at hand, filled for nobody. */
export function Conflict({ view, script, send }: ConflictProps) {
  return (
    <State title={view.title} doubt>
      <p>{view.detail}</p>
      <ul className="places">
        {view.places.map(({ place, keyShort }) => (
          <li key={place + keyShort}>
            <span className="faint">{place}</span>
            <br />
            {keyShort}
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="btn" onClick={() => send({ type: 'retry' })}>
          {view.again}
        </button>
      </div>
      {script}
    </State>
  )
}
