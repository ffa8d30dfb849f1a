import type { Comparison } from '../../../worker/contract/results.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { inLanguage } from '../language.ts'
import { type Difference, differenceOf } from './interval.ts'
import { percent, points } from './names.ts'

/** Most figures in one row. */
const MOST = 4

/** Half the width of the scale: the interval and no difference both lie on it. */
const reach = ({ low, high }: Difference): number => Math.max(Math.abs(low), Math.abs(high), 0.01) * 1.1

/** The interval of the difference on a scale with no difference in its middle. */
function Interval({ found }: { found: Difference }) {
  const half = reach(found)
  const at = (value: number) => `${((value + half) / (2 * half)) * 100}%`
  const width = `${((found.high - found.low) / (2 * half)) * 100}%`
  return (
    <span className={`con-interval ${found.seen ? 'seen' : ''}`} aria-hidden="true">
      <i style={{ left: at(found.low), width }} />
      <b style={{ left: at(found.difference) }} />
    </span>
  )
}

function Figure({ one, name, lang }: { one: Comparison; name: string; lang: Language }) {
  const t = inLanguage(resultsTexts, lang)
  const found = differenceOf(one.treated, one.control)
  if (!found) return null
  const distance = Math.abs(found.difference * 100).toFixed(1)
  const said = found.difference > 0 ? t.higher(distance) : t.lower(distance)
  const count = (value: number) => value.toLocaleString(lang)
  return (
    <section className="con-box con-figure" aria-label={t.conversion(name)}>
      <header>
        <h3>{t.conversion(name)}</h3>
        <span className="space" />
        <span className="small faint">
          {t.groups(count(one.treated.customers), count(one.control.customers))}
        </span>
      </header>
      <p>
        <b className="figure">{percent(found.treated)}</b>{' '}
        <span className="dim">{t.control(percent(found.control))}</span>
      </p>
      <Interval found={found} />
      <p className="row small">
        <span className={found.seen ? '' : 'faint'}>{found.seen ? said : t.unseen}</span>
        <span className="space" />
        <span className="faint">{t.interval(points(found.low), points(found.high))}</span>
      </p>
      {one.switched > 0 && <p className="small faint">{t.switched(one.switched)}</p>}
    </section>
  )
}

/** What tips change: customers to whom they were offered against those from whom they were kept. */
export function Against({
  comparisons,
  tip,
  nameOf,
  lang,
}: {
  comparisons: readonly Comparison[]
  tip: string | undefined
  nameOf(id: string): string
  lang: Language
}) {
  const t = inLanguage(resultsTexts, lang)
  const told = comparisons
    .filter((one) => one.reported && one.treated.customers > 0 && one.control.customers > 0)
    .filter(({ tipId }) => tip === undefined || tipId === tip)
    .toSorted((a, b) => b.control.customers - a.control.customers)
  return (
    <section aria-label={t.against}>
      <h2>{t.against}</h2>
      {told.length ? (
        <div className="con-figures">
          {told.slice(0, MOST).map((one) => (
            <Figure key={one.tipId} one={one} name={nameOf(one.tipId)} lang={lang} />
          ))}
        </div>
      ) : null}
      <p className="small dim">{told.length ? t.againstNote : t.noControl}</p>
    </section>
  )
}
