import type { Facts } from '../../contract/catalogue.ts'
import type { Lineage } from '../../contract/lineage.ts'
import { originsOfSegments, withSegments } from '../segmentation/in-facts.ts'
import type { Said } from './companions.ts'
import type { KeptFacts } from './fresh.ts'

/** What is kept of a customer, as it is read: of one dataset, or of all that say something put together. */
export interface KeptRow extends Omit<Said, 'finishedAt'> {
  /** Groups of live runs: JSON list of SegmentRow. None where a run looks at customers itself. */
  segments?: string
  /** When the customer was last split in two. */
  splitAt?: string | null | undefined
}

/**
 * The one way in which decisions, previews, runs over the base and the quality page take a customer: whatever one of them
 * calls unknown is unknown to all.
 * @param now ISO; of a historical extract its own moment counts
 */
export function keptOf({ segments = '[]', ...row }: KeptRow, now: string): KeptFacts {
  const lineage = JSON.parse(row.lineage ?? '{}') as Lineage
  return {
    ...row,
    facts: withSegments(JSON.parse(row.facts) as Facts, segments),
    lineage: Object.assign(lineage, originsOfSegments(segments, row.asOf)),
    asOf: row.asOf ?? now,
  }
}
