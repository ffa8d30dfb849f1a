import { type SQL, sql } from 'drizzle-orm'
import { segmentationMember, segmentationRun } from '../../../../db/schema/tables.ts'

/** Groups of one customer in one model, as `liveSegments` gives them: model, value, vulnerable (0, 1 or null). */
export type SegmentRow = [model: string, value: string, vulnerable: number | null]

/**
 * The groups of a customer in the live runs, as a column of a query that has the key: whoever reads facts reads them in
 * the same statement. JSON list of SegmentRow.
 */
export const liveSegments = (key: SQL) => segmentsIn(sql`${segmentationRun} where state = 'live'`, key)

/** The same with one run taken as live in its model; a database of customers has not heard of it yet. */
export const segmentsWith = (run: { id: number; model: string }, key: SQL) =>
  segmentsIn(
    sql`${segmentationRun} where state = 'live' and model <> ${run.model} union all select ${run.id}, ${run.model}`,
    key,
  )

const segmentsIn = (runs: SQL, key: SQL) => sql<string>`(
  select json_group_array(json_array(r.model, m.value, m.basis ->> 'vulnerable'))
  from (select id, model from ${runs}) r
  cross join ${segmentationMember} m on m.run_id = r.id and m.customer_key = ${key})`
