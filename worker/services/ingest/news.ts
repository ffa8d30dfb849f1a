import type { IngestReport } from '../../contract/ingest.ts'

/**
 * Whether a batch counts as something that came. One without rows does: nothing happened, and that is said. One of which
 * nothing could be taken does not. Of events neither does one that is all known, since a sender that repeats old ones has
 * sent nothing lately; of what holds until it changes, such as a balance, the same again is news.
 */
export const isNews = ({
  kind,
  rowsIn,
  taken,
  known,
}: Pick<IngestReport, 'kind' | 'rowsIn' | 'taken' | 'known'>): boolean =>
  rowsIn === 0 || taken > 0 || (kind !== 'events' && known > 0)
