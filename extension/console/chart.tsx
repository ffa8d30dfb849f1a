import type { ScreenHealthView } from '../views.ts'

type Chart = NonNullable<ScreenHealthView['chart']>

/** One bar a day for the share that failed; days without any reading stay empty. The table beside says it in figures. */
export function DayChart({ chart, summary }: { chart: Chart; summary: string }) {
  const { title, bars, from, until, top } = chart
  return (
    <div className="days" role="img" aria-label={`${title}: ${summary}`}>
      <p className="small dim">{title}</p>
      <span className="top small faint" aria-hidden="true">
        {top}
      </span>
      <span className="bars" aria-hidden="true">
        {bars.map(({ day, title, share, late }) => (
          <span key={day} title={title} className={share === null ? 'none' : late ? 'late' : undefined}>
            {share !== null && <i style={{ height: `${share * 100}%` }} />}
          </span>
        ))}
      </span>
      <span className="ends small faint" aria-hidden="true">
        <span>{from}</span>
        <span>{until}</span>
      </span>
    </div>
  )
}
