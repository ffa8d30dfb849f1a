import { useFold } from '../panel/fold.tsx'
import { StateMark } from '../panel/mark.tsx'
import type { ScreenHealthView } from '../views.ts'
import { DayChart } from './chart.tsx'

type Table = ScreenHealthView['tables'][number]

const isFigure = (text: string) => /^[\d.,—]+\s?%?$/.test(text)

/** The first column names the row; figures stand at the right. */
function Figures({ title, head, rows }: Table) {
  const figures = head.map((_, at) => rows.length > 0 && rows.every((row) => isFigure(row[at] ?? '')))
  const side = (at: number) => (figures[at] ? 'num' : undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a narrow window, it scrolls by itself, also by keys
    <section className="scroll" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {head.map((text, at) => (
              <th key={text} scope="col" className={side(at)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join()}>
              {row.map((text, at) => (
                <td key={head[at]} className={side(at)}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** One screen: mark, name and sentence; chart and tables open below. */
export function Screen({ screen }: { screen: ScreenHealthView }) {
  const { open, id, button } = useFold()
  const { mark, label, summary, chart, tables } = screen
  return (
    <li className="screen">
      <h3>
        <button {...button} className="open" disabled={!tables.length}>
          <StateMark mark={mark} />
          <b>{label}</b>
          <span className={`summary ${mark}`}>{summary}</span>
        </button>
      </h3>
      {open && (
        <div id={id} className="more">
          {chart && <DayChart chart={chart} summary={summary} />}
          {tables.map((table) => (
            <Figures key={table.title} {...table} />
          ))}
        </div>
      )}
    </li>
  )
}
