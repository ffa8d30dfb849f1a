import type { Spread } from '../../../worker/contract/script-run.ts'

/** A step's name and its times in one wording or two. */
export interface BarRow {
  id: string
  name: string
  times: (Spread | null)[]
}

/** Bars of medians with a line to the ninth decile; the table beside it says the same in figures. */
export function Bars({ rows, legend, label }: { rows: readonly BarRow[]; legend: string[]; label: string }) {
  const most = Math.max(1, ...rows.flatMap(({ times }) => times.map((time) => time?.p90 ?? 0)))
  const width = (seconds: number) => `${(seconds / most) * 100}%`
  return (
    <div className="con-step-bars" role="img" aria-label={label}>
      <p className="small dim" aria-hidden="true">
        {label}
      </p>
      {legend.length > 1 && (
        <p className="small dim row" aria-hidden="true">
          {legend.map((name, at) => (
            <span key={name} className="row">
              <i className={`swatch of-${at}`} />
              {name}
            </span>
          ))}
        </p>
      )}
      <div className="bar-rows" aria-hidden="true">
        {rows.map(({ id, name, times }) => (
          <div key={id} className="bar-row">
            <span className="small">{name}</span>
            <span>
              {times.map((time, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: first the wording looked at, then the other
                <span key={at} className={`line of-${at}`}>
                  {time && (
                    <>
                      <i style={{ width: width(time.median) }} />
                      <b style={{ left: width(time.median), width: width(time.p90 - time.median) }} />
                    </>
                  )}
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
