import type { Language } from '../../../worker/contract/text.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { inLanguage } from '../language.ts'
import type { ReasonShare } from './figures.ts'
import { percent } from './names.ts'

/** Reasons by share, each with a mark where it stood before; the figures beside are the table. */
export function Reasons({
  title,
  reasons,
  nameOf,
  lang,
}: {
  title: string
  reasons: readonly ReasonShare[]
  nameOf(id: string): string
  lang: Language
}) {
  const t = inLanguage(resultsTexts, lang)
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="in">
        {reasons.length === 0 && <p className="dim">{t.noReasons}</p>}
        <ul className="con-reasons">
          {reasons.map(({ id, share, before, count }) => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <span className="bar" aria-hidden="true">
                <i style={{ width: percent(share) }} />
                {before !== null && <b style={{ left: percent(before) }} />}
              </span>
              <span className="num" title={String(count)}>
                {percent(share, 0)}
              </span>
              <span className="small faint num">{before === null ? '' : t.before(percent(before, 0))}</span>
            </li>
          ))}
        </ul>
        {reasons.some(({ before }) => before !== null) && <p className="small faint">{t.beforeNote}</p>}
      </div>
    </section>
  )
}
