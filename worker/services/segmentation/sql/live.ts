import { type SQL, sql } from 'drizzle-orm'
import { segmentationMember, segmentationRun } from '../../../../db/schema/tables.ts'

/**
 * Groups of one customer in one model, as `liveSegments` gives them: model, value, vulnerable (0, 1 or null), made up (1 or
 * null), when the run began, and the last split of the customer that it knew of (ISO, or null).
 */
export type SegmentRow = [
  model: string,
  value: string,
  vulnerable: number | null,
  made: number | null,
  startedAt: string,
  split: string | null,
]

/** As far as the database has heard. */
const live = sql`select id, model, started_at from ${segmentationRun} where state = 'live'`

/**
 * The groups of a customer in the live runs, as a column of a query that has the key: whoever reads facts reads them in
 * the same statement. JSON list of SegmentRow.
 */
export const liveSegments = (key: SQL) => segmentsIn(live, key)

/** The same with one run taken as live in its model. */
export const segmentsWith = (run: { id: number; model: string; startedAt: string }, key: SQL) =>
  segmentsIn(
    sql`${live} and model <> ${run.model} union all select cast(${run.id} as integer), ${run.model}, ${run.startedAt}`,
    key,
  )

const segmentsIn = (runs: SQL, key: SQL) => sql<string>`(
  select json_group_array(json_array(r.model, m.value, m.basis ->> 'vulnerable', m.basis ->> 'made',
    r.started_at, m.basis ->> 'split'))
  from (${runs}) r cross join ${segmentationMember} m on m.run_id = r.id and m.customer_key = ${key})`
