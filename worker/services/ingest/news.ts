import type { IngestReport } from '../../contract/ingest.ts'
import { heardUntil } from '../facts/rhythm.ts'
import type { EventDay } from './event-days.ts'

type Counts = Pick<IngestReport, 'kind' | 'rowsIn' | 'taken' | 'known'>

/**
 * Whether a batch counts as something that came. One without rows does: nothing happened, and that is said. One of which
 * nothing could be taken does not. Of events neither does one that is all known, since a sender that repeats old ones has
 * sent nothing lately; but where the batch that brought them broke off, they were never told of. Of what holds until it
 * changes, such as a balance, the same again is news.
 * @param broken its days that came with a batch that broke off
 */
export const isNews = ({ kind, rowsIn, taken, known }: Counts, broken: readonly EventDay[] = []): boolean =>
  rowsIn === 0 || taken > 0 || broken.length > 0 || (kind !== 'events' && known > 0)

/**
 * Until when events are known by a batch of them: its receipt, but no longer than the newest event allows for that was not
 * there before it. A correction of an event of last month says nothing of this one. Of a batch that broke off and comes again
 * all its events count: nobody knows which of them were there before the first time.
 * @param days of all its events
 * @param broken those of them that came with a batch that broke off
 * @param now ISO moment of receipt
 * @returns ISO moment; null: it says nothing of that
 */
export function heardBy(
  counts: Counts,
  days: readonly EventDay[],
  now: string,
  broken: readonly EventDay[] = [],
): string | null {
  if (counts.kind !== 'events' || !isNews(counts, broken)) return null
  if (counts.rowsIn === 0) return now
  const newest = days
    .flatMap(({ day, rows }) => (rows > 0 || broken.length > 0 ? day : []))
    .toSorted()
    .at(-1)
  if (newest === undefined) return null
  const until = heardUntil(newest)
  return until < now ? until : now
}
