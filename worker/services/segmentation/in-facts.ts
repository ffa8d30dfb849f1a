import type { Facts } from '../../contract/catalogue.ts'
import { SEGMENT_ATTRIBUTE, type SegmentModel, VULNERABLE } from '../../contract/segmentation.ts'
import type { SegmentRow } from './sql/live.ts'

const OURS: readonly string[] = [...Object.values(SEGMENT_ATTRIBUTE), VULNERABLE]

/**
 * Facts with the customer's groups from live runs among them. Those attributes come from runs alone: an extract that
 * names one says nothing.
 * @param segments JSON list of SegmentRow
 */
export function withSegments(facts: Facts, segments: string): Facts {
  const all = { ...facts }
  for (const name of OURS) delete all[name]
  for (const [model, value, vulnerable] of JSON.parse(segments) as SegmentRow[]) {
    if (value !== '') all[SEGMENT_ATTRIBUTE[model as SegmentModel]] = value
    if (vulnerable !== null) all[VULNERABLE] = vulnerable === 1
  }
  return all
}
