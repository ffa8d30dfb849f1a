import type { AboutStatus } from '../messages.ts'
import type { StatusView } from '../views.ts'
import { StateMark } from './mark.tsx'

interface StatusProps {
  view: StatusView
  /** A message to the background is on its way. */
  busy: boolean
  send(message: AboutStatus): void
  openPanel(): void
  openConsole(): void
  openPicker(): void
  openPolicy(): void
  changeShortcuts(): void
}

const languages = [
  { id: 'zh-CN', name: '中文' },
  { id: 'en', name: 'English' },
] as const

function Languages({ view, send }: Pick<StatusProps, 'view' | 'send'>) {
  return (
    <fieldset className="languages" aria-label={view.languageTitle}>
      {languages.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          lang={id}
          className="tag"
          aria-pressed={view.lang === id}
          onClick={() => send({ type: 'language', language: id })}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function Rows({ rows }: Pick<StatusView, 'rows'>) {
  return (
    <dl className="facts">
      {rows.map(({ term, text, detail, mark }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {mark && <StateMark mark={mark} />} {text}
            {detail && <p className="small dim">{detail}</p>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Shortcuts({ view, change }: { view: StatusView; change(): void }) {
  if (!view.shortcuts.length) return null
  return (
    <section aria-label={view.shortcutsTitle}>
      <div className="head">
        <h2>{view.shortcutsTitle}</h2>
        <button type="button" className="link small" onClick={change}>
          {view.changeShortcuts}
        </button>
      </div>
      <ul className="pairs">
        {view.shortcuts.map(({ label, keys }) => (
          <li key={label}>
            <span>{label}</span>
            <kbd className="key">{keys}</kbd>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OnPage({ view: { onPage }, send }: Pick<StatusProps, 'view' | 'send'>) {
  const { title, hint, smallBadges, putBack } = onPage
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <label className="tick">
        <input
          type="checkbox"
          checked={smallBadges.on}
          onChange={({ target }) => send({ type: 'small-badges', small: target.checked })}
        />
        {smallBadges.label}
      </label>
      {putBack && (
        <button type="button" className="link small" onClick={() => send({ type: 'put-back' })}>
          {putBack}
        </button>
      )}
      <p className="small dim">{hint}</p>
    </section>
  )
}

/** The toolbar popup: who, edge, playbook, what waits; the ways on. */
export function Status({
  view,
  busy,
  send,
  openPanel,
  openConsole,
  openPicker,
  openPolicy,
  changeShortcuts,
}: StatusProps) {
  return (
    <main className="popup" lang={view.lang} aria-busy={busy}>
      <header className="row">
        <h1>{view.title}</h1>
        <span className="space" />
        <Languages view={view} send={send} />
      </header>
      <Rows rows={view.rows} />
      <div className="row wrap ways">
        <button type="button" className="btn primary" onClick={openPanel}>
          {view.openPanel}
        </button>
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => send({ type: view.signedIn ? 'sign-out' : 'sign-in' })}
        >
          {view.session}
        </button>
        <button type="button" className="btn quiet" onClick={openConsole}>
          {view.console}
        </button>
        <button type="button" className="btn quiet" onClick={openPicker}>
          {view.teach}
        </button>
        <button type="button" className="btn quiet" onClick={openPolicy}>
          {view.policy}
        </button>
      </div>
      <OnPage view={view} send={send} />
      <Shortcuts view={view} change={changeShortcuts} />
    </main>
  )
}
