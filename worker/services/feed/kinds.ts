import type { FeedKind } from '../../contract/feed.ts'
import { lateIn, stoppedAmong } from '../facts/silence.ts'
import type { Declared } from '../ingest/declared.ts'
import { type DatasetRow, type KindRow, SHOWN_DAYS } from './queries.ts'
import type { Told } from './told.ts'

const DAY = 86_400_000

/** Kinds of event of a dataset, as they came day by day. */
export function kindsOf(
  one: DatasetRow,
  told: Told,
  { catalogue, events }: Declared,
  now: string,
): FeedKind[] {
  const until = one.asOf ?? now
  const stopped = one.asOf === null ? stoppedAmong(lateIn(one.lateKinds), catalogue, now) : []
  return told.kinds
    .filter(({ loadId }) => loadId === one.liveLoad)
    .map(({ kind, last, days }: KindRow) => ({
      ...{ kind, last, days: byDay(JSON.parse(days), until) },
      label: events.find((type) => type.kind === kind)?.label ?? { zh: kind, en: kind },
      stopped: stopped.filter((late) => late.kind === kind).map(({ gap }) => ({ gap }))[0] ?? null,
    }))
}

/** Each of the days that are shown, those without any too. */
function byDay(rows: Record<string, number>, until: string): (number | null)[] {
  const last = Date.parse(until.slice(0, 10))
  return Array.from({ length: SHOWN_DAYS }, (_, at) => {
    const day = new Date(last - (SHOWN_DAYS - 1 - at) * DAY).toISOString().slice(0, 10)
    return rows[day] ?? null
  })
}
