import type { ReactNode } from 'react'
import type { Language } from '../../worker/contract/text.ts'
import type { FromPanel } from '../messages.ts'
import type { DecidedView, PanelWords } from '../views.ts'
import { Checks } from './checks.tsx'
import { Consents } from './consents.tsx'
import { Contact } from './contact.tsx'
import { Customer } from './customer.tsx'
import { Header } from './header.tsx'
import { Refused } from './objection.tsx'
import { OwnWeek } from './own.tsx'
import { Segments } from './segments.tsx'
import { Tips } from './tips.tsx'
import { Activity } from './view/activity.tsx'
import { Dealings } from './view/dealings.tsx'
import { Links } from './view/links.tsx'
import { OtherFacts } from './view/other-facts.tsx'

interface DecidedProps {
  view: DecidedView
  words: PanelWords
  lang: Language
  /** Stands where the order of the panel wants it. */
  script: ReactNode
  send(message: FromPanel): void
}

/** A decided customer, in the order an agent needs it. */
export function Decided({ view, words, lang, script, send }: DecidedProps) {
  return (
    <main className="panel">
      <Header view={view} words={words} lang={lang} send={send} />
      <Refused view={view} words={words} send={send} />
      <Contact contact={view.contact} words={words} send={send} />
      <Checks view={view} words={words} />
      <Tips view={view} words={words} send={send} />
      {script}
      <Segments segments={view.segments} words={words} />
      <Customer view={view} words={words} />
      <Dealings words={words} lang={lang} />
      <Consents view={view} words={words} send={send} />
      <Activity words={words} />
      <OtherFacts view={view} words={words} />
      <Links words={words} />
      <OwnWeek lang={lang} />
      <footer className="small faint">{view.playbook}</footer>
    </main>
  )
}
