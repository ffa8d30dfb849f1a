import type { Feed, FeedFilling, FeedTally } from '../../../worker/contract/feed.ts'
import type { IngestKind } from '../../../worker/contract/ingest.ts'
import { StateMark } from '../../panel/mark.tsx'
import { feedTexts } from '../../texts/console/feed.ts'
import { inLanguage } from '../language.ts'
import { momentIn } from '../shell/when.ts'
import { agoAt } from './ago.ts'
import { isStill } from './cases.ts'
import type { Told } from './told.ts'

/** How many rows of the kind are live, as far as they were counted: about so many are to come. */
function liveRows({ datasets }: Feed, dataset: string, kind: IngestKind): number {
  const counted = datasets.find((one) => one.dataset === dataset)?.counted
  return kind === 'moves' ? 0 : (counted?.[kind] ?? 0)
}

function Progress({ tally, feed, dataset, lang }: { tally: FeedTally; dataset: string } & Told) {
  const t = inLanguage(feedTexts, lang)
  const live = liveRows(feed, dataset, tally.kind)
  const [kind, rows] = [t.kinds[tally.kind], tally.taken.toLocaleString(lang)]
  const words = live > 0 ? t.ofLive(kind, rows, live.toLocaleString(lang)) : t.soFar(kind, rows)
  return (
    <li>
      <p>
        {words}
        {tally.refused > 0 && (
          <span className="con-late">
            {t.and}
            {t.refusedRows(tally.refused.toLocaleString(lang))}
          </span>
        )}
      </p>
      {live > 0 && <progress value={Math.min(tally.taken, live)} max={live} aria-label={words} />}
    </li>
  )
}

function One({ one, feed, lang, zone }: { one: FeedFilling } & Told) {
  const t = inLanguage(feedTexts, lang)
  const still = one.halfLive || isStill(one, feed.at)
  return (
    <li className="con-filling">
      <h3>
        <StateMark mark={still ? 'warn' : 'remind'} /> <code>{one.load}</code>{' '}
        <span className="small dim">{t.dataset(one.dataset)}</span>
      </h3>
      <p className="small dim">
        {t.since(momentIn(one.startedAt, zone, lang))}
        {one.lastAt && t.and + t.lastCame(agoAt(one.lastAt, feed.at, lang))}
      </p>
      {one.rows.length === 0 && <p className="dim">{t.noBatch}</p>}
      <ul>
        {one.rows.map((tally) => (
          <Progress key={tally.kind} {...{ tally, feed, lang, zone }} dataset={one.dataset} />
        ))}
      </ul>
    </li>
  )
}

/** Loads that are being filled, with how far they are. */
export function Filling(told: Told) {
  const t = inLanguage(feedTexts, told.lang)
  if (told.feed.filling.length === 0) return null
  return (
    <section className="con-box" aria-label={t.filling}>
      <header>
        <h2>{t.filling}</h2>
        <span className="small dim">{t.fillingNote}</span>
      </header>
      <ul className="in">
        {told.feed.filling.map((one) => (
          <One key={one.load} one={one} {...told} />
        ))}
      </ul>
    </section>
  )
}
