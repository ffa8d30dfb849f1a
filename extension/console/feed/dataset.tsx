import type { FeedDataset } from '../../../worker/contract/feed.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { inLanguage } from '../language.ts'
import { momentIn } from '../shell/when.ts'
import { Ages } from './ages.tsx'
import { agoAt } from './ago.ts'
import { Kinds } from './kinds.tsx'
import type { Told } from './told.ts'

type Shown = { one: FeedDataset } & Told

/** Rows that were counted when it went live, each kind with its name. */
function Counted({ one, lang, zone }: Shown) {
  const t = inLanguage(feedTexts, lang)
  const { counted, liveSince, since } = one
  const figures = (['customers', 'events', 'identifiers'] as const).flatMap((kind) => {
    const rows = counted?.[kind]
    return typeof rows === 'number' ? [[t.kinds[kind], rows] as const] : []
  })
  const moment = liveSince ? momentIn(liveSince, zone, lang) : ''
  return (
    <div className="in con-feed-rows">
      <p className="small dim">{counted && moment ? t.counted(moment) : t.notCounted}</p>
      <dl className="con-feed-counts">
        {figures.map(([label, rows]) => (
          <div key={label}>
            <dt className="small">{label}</dt>
            <dd>{rows.toLocaleString(lang)}</dd>
          </div>
        ))}
      </dl>
      <p className="small">
        <span className="dim">{t.added}</span> {since.length === 0 && t.none}
        {since
          .map(({ kind, taken, batches }) =>
            [t.kinds[kind], t.addedRows(taken.toLocaleString(lang), batches.toLocaleString(lang))].join(' '),
          )
          .join(t.apart)}
      </p>
    </div>
  )
}

/** One dataset: what it is, when it was filled, how many rows, how old. */
export function Dataset({ nameOf, ...shown }: Shown & { nameOf(name: string): string }) {
  const { one, feed, lang, zone } = shown
  const t = inLanguage(feedTexts, lang)
  const { dataset, asOf, lastAt, currency, attributes, lookedAt, lost, kinds } = one
  return (
    <section className="con-box" aria-label={t.dataset(dataset)}>
      <header>
        <h2>{t.dataset(dataset)}</h2>
        <span className="tag">{currency}</span>
        {asOf && <span className="tag accent">{t.historical(momentIn(asOf, zone, lang))}</span>}
        <span className="space" />
        <span className="small dim" title={lastAt ? momentIn(lastAt, zone, lang) : undefined}>
          {lastAt ? t.lastFilled(agoAt(lastAt, feed.at, lang)) : t.neverFilled}
        </span>
      </header>
      <Counted {...shown} />
      <Kinds {...{ kinds, lang }} />
      <Ages {...{ attributes, lookedAt, lost, nameOf, lang }} />
    </section>
  )
}
