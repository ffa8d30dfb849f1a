import { StateMark } from '../../panel/mark.tsx'

interface Case {
  title: string
  remedy: string
  /** How much it is about. */
  count?: string
}

/** What somebody should see to, and what to do; a pass mark where there is nothing. */
export function ToSeeTo(props: { title: string; nothing: string; cases: readonly Case[] }) {
  const { title, nothing, cases } = props
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>
          <StateMark mark={cases.length ? 'warn' : 'pass'} /> {title}
        </h2>
        {!cases.length && <span className="small">{nothing}</span>}
      </header>
      {cases.length > 0 && (
        <ul className="in">
          {cases.map(({ title, remedy, count }) => (
            <li key={title + remedy} className="row">
              <span>
                <b>{title}</b> <span className="small dim">{remedy}</span>
              </span>
              {count !== undefined && (
                <>
                  <span className="space" />
                  <span className="num nowrap">{count}</span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
