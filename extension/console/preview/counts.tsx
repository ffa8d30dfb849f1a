import type { TipReason } from '../../../worker/contract/decision.ts'
import type { ItemRef } from '../../../worker/contract/item.ts'
import type { PreviewCounts } from '../../../worker/contract/preview.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { previewTexts } from '../../texts/console/preview.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import { byCount, type Naming } from './naming.ts'

interface Shown {
  counts: PreviewCounts
  item: ItemRef
  naming: Naming
  lang: Language
}

/** Lines that fit beside an editor. */
const MOST = 5
/** A tip that loses more of its first places than this is named. */
const MUCH = 0.5

const percent = (part: number, all: number) => `${all > 0 ? ((part / all) * 100).toFixed(1) : '0.0'}%`

function Lines({ rows, all, lang }: { rows: [name: string, count: number][]; all?: number; lang: Language }) {
  return (
    <ul className="con-lines">
      {rows.map(([name, count]) => (
        <li key={name}>
          <span>{name}</span>
          {all !== undefined && (
            <span className="bar" aria-hidden="true">
              <i style={{ width: percent(count, all) }} />
            </span>
          )}
          <span className="num">{count.toLocaleString(lang)}</span>
        </li>
      ))}
    </ul>
  )
}

function Reach({ counts, item, naming, lang, took }: Shown & { took: number | null }) {
  const t = inLanguage(previewTexts, lang)
  const count = (value: number) => value.toLocaleString(lang)
  const title = t.count[item.kind as 'tip'] ?? t.count.other
  const more = counts.hit - counts.hitBefore
  const missing = byCount(counts.missing, 3).map(([name]) => naming.fact(name))
  const names = missing.join(lang === 'zh-CN' ? '、' : ', ')
  const segments = byCount(counts.segments, MOST).map(([id, one]): [string, number] => [
    id ? naming.segment(id) : t.noSegment,
    one,
  ])
  return (
    <section aria-label={title}>
      <header className="row">
        <h2>{title}</h2>
        <span className="space" />
        {took !== null && <span className="small faint">{t.took((took / 1000).toFixed(1))}</span>}
      </header>
      <p>
        <b className="figure">{count(counts.hit)}</b> {t.customers(percent(counts.hit, counts.customers))}
        <br />
        <span className="small dim">
          {more > 0 ? t.more(count(more)) : more < 0 ? t.fewer(count(-more)) : t.same}
        </span>
      </p>
      <Lines rows={segments} all={counts.hit} lang={lang} />
      {counts.unknown > 0 && (
        <p className="small dim">
          {names ? t.unknown(count(counts.unknown), names) : t.unknownBare(count(counts.unknown))}
        </p>
      )}
    </section>
  )
}

function Displaced({ counts, naming, lang }: Shown) {
  const t = inLanguage(previewTexts, lang)
  const rows = byCount(counts.displaced, MOST)
  const losers = rows.filter(([id, lost]) => lost > (counts.firstBefore[id] ?? 0) * MUCH)
  return (
    <section aria-label={t.displaced}>
      <header className="row">
        <h2>{t.displaced}</h2>
        <span className="space" />
        <span className="small faint">{t.displacedNote}</span>
      </header>
      {rows.length === 0 && <p className="small dim">{t.nobody}</p>}
      <Lines rows={rows.map(([id, lost]) => [naming.tip(id), lost])} lang={lang} />
      {losers.map(([id, lost]) => (
        <p key={id} className="small">
          <StateMark mark="warn" /> {t.loses(naming.tip(id), percent(lost, counts.firstBefore[id] ?? 0))}
        </p>
      ))}
    </section>
  )
}

function Above({ counts, naming, lang }: Shown) {
  const t = inLanguage(previewTexts, lang)
  const rows = byCount(counts.above, MOST)
  if (rows.length === 0) return null
  return (
    <section aria-label={t.above}>
      <header className="row">
        <h2>{t.above}</h2>
        <span className="space" />
        <span className="small faint">{t.aboveNote}</span>
      </header>
      <Lines rows={rows.map(([id, one]) => [naming.tip(id), one])} lang={lang} />
    </section>
  )
}

function Budget({ counts, lang }: Shown) {
  const t = inLanguage(previewTexts, lang)
  const each = (shown: number) => (counts.customers > 0 ? shown / counts.customers : 0).toFixed(2)
  return (
    <section aria-label={t.budget}>
      <header className="row">
        <h2>{t.budget}</h2>
        <span className="space" />
        <span className="small faint">{t.budgetNote}</span>
      </header>
      <p>
        {t.now(each(counts.shownBefore))} → <b>{t.after(each(counts.shownAfter))}</b>
      </p>
      <p className="small dim">{t.first(counts.first.toLocaleString(lang))}</p>
    </section>
  )
}

function Reasons({ counts, lang }: Shown) {
  const t = inLanguage(previewTexts, lang)
  const { reasons } = textsIn(lang).tips
  const rows = byCount(counts.reasons, MOST).map(([reason, one]): [string, number] => [
    reasons[reason as TipReason],
    one,
  ])
  return (
    <section aria-label={t.why}>
      <h2>{t.why}</h2>
      <Lines rows={rows} lang={lang} />
    </section>
  )
}

/** Everything that was counted. */
export function Counts(props: Shown & { took: number | null }) {
  const isTip = props.item.kind === 'tip'
  return (
    <>
      <Reach {...props} />
      {isTip && <Displaced {...props} />}
      {isTip && <Above {...props} />}
      {isTip && <Budget {...props} />}
      {isTip && <Reasons {...props} />}
    </>
  )
}
