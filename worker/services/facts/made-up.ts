import type { Facts } from '../../contract/catalogue.ts'
import { GENERATOR, type Lineage } from '../../contract/lineage.ts'
import { SEGMENT_ATTRIBUTE, type SegmentModel } from '../../contract/segmentation.ts'
import type { SegmentRow } from '../segmentation/sql/live.ts'

/**
 * Names of facts that the generator made up, and of groups that rest on such facts.
 * @param segments JSON list of SegmentRow
 */
export function madeUpAmong(facts: Facts, lineage: Lineage | null, segments: string): string[] {
  const groups: string[] = (JSON.parse(segments) as SegmentRow[]).flatMap(([model, , , made]) =>
    made === 1 ? [SEGMENT_ATTRIBUTE[model as SegmentModel]] : [],
  )
  return Object.keys(facts).filter((name) => lineage?.[name]?.source === GENERATOR || groups.includes(name))
}
