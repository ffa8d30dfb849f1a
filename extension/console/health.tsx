import { StateMark } from '../panel/mark.tsx'
import type { HealthView } from '../views.ts'
import { Screen } from './screen.tsx'

export interface HealthProps {
  view: HealthView
  /** Something is on its way. */
  busy: boolean
  retry(): void
  signIn(): void
}

function Doubt({ doubt, busy, retry, signIn }: HealthProps & { doubt: NonNullable<HealthView['doubt']> }) {
  const { title, detail, action } = doubt
  return (
    <section className="card" aria-label={title}>
      <h2>
        <StateMark mark="none" /> {title}
      </h2>
      <p className="dim">{detail}</p>
      {action && (
        <button
          type="button"
          className={`btn ${action.type === 'sign-in' ? 'primary' : ''}`}
          disabled={busy}
          onClick={action.type === 'sign-in' ? signIn : retry}
        >
          {action.label}
        </button>
      )}
    </section>
  )
}

function Drifts({ view }: Pick<HealthProps, 'view'>) {
  const { drifts, driftsTitle, calm } = view
  return (
    <section className="card" aria-label={driftsTitle}>
      <h2>{driftsTitle}</h2>
      {drifts.length ? (
        <ul className="drifts">
          {drifts.map(({ mark, text, detail }) => (
            <li key={text}>
              <StateMark mark={mark} />
              <div>
                <b>{text}</b>
                <p className="small dim">{detail}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="dim">{calm}</p>
      )}
    </section>
  )
}

/** What got worse first, then every screen of every adapter. */
export function Health(props: HealthProps) {
  const { view, busy } = props
  return (
    <div className="console" lang={view.lang} aria-busy={busy}>
      <header>
        <h1>{view.title}</h1>
        <p className="dim">{view.lead}</p>
      </header>
      {view.doubt ? <Doubt {...props} doubt={view.doubt} /> : <Drifts view={view} />}
      {view.adapters.map(({ id, screens }) => (
        <section key={id} className="card" aria-label={id}>
          <h2>{id}</h2>
          <ul>
            {screens.map((screen) => (
              <Screen key={screen.id} screen={screen} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
