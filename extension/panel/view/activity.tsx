import type { BarView, ChartView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import { Section } from '../section.tsx'
import { Bones } from './bones.tsx'
import { useSight } from './seen.tsx'

/** Parts of a mix, each with a colour; where there are more, the last is all the others. */
const COLOURS = 4
const WIDTH = 240
const HEIGHT = 40

interface DrawnProps extends ChartView {
  words: PanelWords
}

const sumOf = (bars: BarView[]) => bars.reduce((sum, { count }) => sum + count, 0)

const partsOf = (bars: BarView[], others: string): BarView[] =>
  bars.length > COLOURS
    ? [...bars.slice(0, COLOURS - 1), { label: others, count: sumOf(bars.slice(COLOURS - 1)) }]
    : bars

/** Shares of a whole, side by side. */
function Mix({ bars, title, words }: DrawnProps) {
  const total = sumOf(bars)
  const parts = partsOf(bars, words.view.others)
  const before = (at: number) => sumOf(parts.slice(0, at))
  return (
    <>
      <svg
        className="mix"
        viewBox={`0 0 ${WIDTH} 12`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        {parts.map(({ label, count }, at) => (
          <rect
            key={label}
            className={`fill-${at}`}
            x={(before(at) / total) * WIDTH}
            width={Math.max(0, (count / total) * WIDTH - 0.6)}
            height="12"
          />
        ))}
      </svg>
      <ul className="legend">
        {parts.map(({ label, count }, at) => (
          <li key={label}>
            <i className={`part-${at}`} />
            {label}
            <span className="num">{count.toLocaleString('en-US')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One bar a month; the first and the last are named below. */
function Months({ bars, title }: ChartView) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const step = WIDTH / Math.max(1, bars.length)
  return (
    <>
      <svg
        className="months"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        {bars.map(({ label, count }, at) => {
          const height = (count / most) * HEIGHT
          return (
            <rect key={label} x={at * step + 1} y={HEIGHT - height} width={step - 2} height={height}>
              <title>{`${label} ${count}`}</title>
            </rect>
          )
        })}
      </svg>
      <p className="row ends small faint" aria-hidden="true">
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </p>
    </>
  )
}

function Table({ chart, words }: { chart: ChartView; words: PanelWords }) {
  if (!chart.bars.some(({ count }) => count)) return null
  return (
    <details className="small">
      <summary>{words.view.table}</summary>
      <table>
        <caption className="unseen">{chart.title}</caption>
        <thead>
          <tr>
            {chart.head.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.bars.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{count.toLocaleString('en-US')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Chart({ chart, words, drawn: Drawn }: { chart: ChartView; words: PanelWords; drawn: typeof Mix }) {
  return (
    <figure>
      <figcaption className="small">{chart.title}</figcaption>
      <Drawn {...chart} words={words} />
      <Table chart={chart} words={words} />
    </figure>
  )
}

/** How often and by which channels: two small charts and the figures behind. Where there is nothing they stand empty. */
export function Activity({ words }: { words: PanelWords }) {
  const { customer } = useSight()
  if (customer.state === 'failed') return null
  return (
    <Section title={words.view.activity}>
      <div className="charts">
        {customer.state === 'seen' ? (
          <>
            <Chart chart={customer.activity.channels} words={words} drawn={Mix} />
            <Chart chart={customer.activity.months} words={words} drawn={Months} />
          </>
        ) : (
          <div>
            <Bones />
          </div>
        )}
      </div>
    </Section>
  )
}
