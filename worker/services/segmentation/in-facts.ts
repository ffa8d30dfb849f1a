import type { Facts } from '../../contract/catalogue.ts'
import type { Lineage, Origin } from '../../contract/lineage.ts'
import { OF_RUNS, SEGMENT_ATTRIBUTE, type SegmentModel, VULNERABLE } from '../../contract/segmentation.ts'
import { GIVEN } from '../facts/fresh.ts'
import type { SegmentRow } from './sql/live.ts'

/**
 * Facts with the customer's groups from live runs among them. Those attributes come from runs alone: an extract that
 * names one says nothing.
 * @param segments JSON list of SegmentRow
 */
export function withSegments(facts: Facts, segments: string): Facts {
  const all = { ...facts }
  // Deleting makes an object slow, also where there was nothing to delete.
  for (const name of OF_RUNS) if (name in all) delete all[name]
  for (const [model, value, vulnerable] of JSON.parse(segments) as SegmentRow[]) {
    if (value !== '') all[SEGMENT_ATTRIBUTE[model as SegmentModel]] = value
    if (vulnerable !== null) all[VULNERABLE] = vulnerable === 1
  }
  return all
}

const EVER = '9999-12-31T00:00:00.000Z'
/** Later than no split. */
const ANY = '0000-01-01T00:00:00.000Z'

/**
 * Where groups are from: of the moment for which their run judged. A run that did not know of a split rests on what may
 * be the other's, whenever it was: the customer may have been told apart after the run and for a day before it. Who is
 * vulnerable stays so until another run says otherwise, however old this one is: forgotten, they would be sold to.
 * @param asOf of the customer's dataset, where it is of history
 */
export function originsOfSegments(segments: string, asOf: string | null): Lineage {
  const origins = (JSON.parse(segments) as SegmentRow[]).flatMap(
    ([model, , vulnerable, , startedAt, split]) => {
      const from = split === null ? ANY : justAfter(split)
      const origin: Origin = { at: asOf ?? startedAt, source: 'segmentation', rule: GIVEN, from }
      const care = { ...origin, ...(vulnerable === 1 && { until: EVER }) }
      return [
        [SEGMENT_ATTRIBUTE[model as SegmentModel], origin] as const,
        ...(vulnerable === null ? [] : [[VULNERABLE, care] as const]),
      ]
    },
  )
  return Object.fromEntries(origins)
}

const justAfter = (moment: string) => new Date(Date.parse(moment) + 1).toISOString()
