import { sql } from 'drizzle-orm'
import { segmentationMember } from '../../../../db/schema/tables.ts'
import type { Tile } from '../../../segmentation/order-statistics.ts'
import { type Database, rowsOf, type Statement } from '../../database.ts'
import { activity, GROUP, restsOn } from './rfm.ts'

/**
 * Recency, frequency and amount where customers stand in several databases: each keeps what its customers did, then tells
 * how values are spread until the borders of the bank's fifths are known, then scores by those.
 */

/** `recency`: the later, the greater; amounts by their currency. */
export type Measure = 'recency' | 'frequency' | `amount:${string}`

/** Values of each measure that scores above 1 lie above, in their order: who is above two of them has the score 3. */
export type Borders = Partial<Record<Measure, number[]>>

/**
 * Keeps what each customer of the loads did, before there are scores. Who is there already stays: somebody who comes late
 * with this step must not undo those after it.
 */
export const gather = (db: Database, asked: { id: number; loads: string; now: string }): Statement =>
  db
    .insert(segmentationMember)
    .select(
      sql`
      with ${activity(asked)}
      select cast(${asked.id} as integer) as run_id, c.key as customer_key, '' as value,
        ${restsOn(sql`u.basis`)} as basis
      from people c left join (
        select key, json_object('days', min(days), 'times', sum(times),
          'amounts', json_group_array(json_array(currency, amount))) as basis
        from used group by key) u on u.key = c.key
        left join told t on t.key = c.key where true order by c.key` as never,
    )
    .onConflictDoNothing()

/** How many values of each measure a database has. */
export const measures = (db: Database, id: number) =>
  rowsOf<{ measure: Measure; count: number }>(
    db,
    ['measure', 'count'],
    sql`
    with one as (select basis from ${segmentationMember} where run_id = ${id} and basis ->> 'times' is not null)
    select m.value as measure, count(*) as count from one, json_each('["recency", "frequency"]') m group by 1
    union all
    select 'amount:' || (a.value ->> 0), count(*) from one, json_each(basis -> 'amounts') a group by 1`,
  )

/** The values of a measure; `?`: none of who did nothing. */
function valuesOf(measure: Measure, id: number) {
  const from = sql`from ${segmentationMember} where run_id = ${id} and basis ->> 'times' is not null`
  if (measure === 'recency') return sql`select -(basis ->> 'days') as v ${from}`
  if (measure === 'frequency') return sql`select basis ->> 'times' as v ${from}`
  return sql`select a.value ->> 1 as v from ${segmentationMember}, json_each(basis -> 'amounts') a
    where run_id = ${id} and a.value ->> 0 = ${measure.slice('amount:'.length)}`
}

/** Into how many pieces a database cuts a stretch of values. */
const TILES = 256

/** How the values of a stretch are spread; the row without bounds counts those below it. */
export const spreadOf = (
  db: Database,
  id: number,
  { measure, low, high }: { measure: Measure; low: number | null; high: number | null },
) =>
  rowsOf<{ min: number | null; max: number | null; count: number }>(
    db,
    ['min', 'max', 'count'],
    sql`
    with v as materialized (${valuesOf(measure, id)}),
    each as (
      select v, count(*) as n from v where (${low} is null or v > ${low}) and (${high} is null or v <= ${high}) group by v),
    cut as (select v, n, ntile(${sql.raw(String(TILES))}) over (order by v) as tile from each)
    select null as "min", null as "max", count(*) as count from v where ${low} is not null and v <= ${low}
    union all select min(v), max(v), sum(n) from cut group by tile`,
  )

/** What tiles say, and how many values lie below them. */
export function readSpread(rows: readonly { min: number | null; max: number | null; count: number }[]): {
  below: number
  tiles: Tile[]
} {
  const tiles = rows.flatMap(({ min, max, count }) =>
    min === null || max === null ? [] : [{ min, max, count }],
  )
  const below = rows.reduce((sum, { min, count }) => (min === null ? sum + count : sum), 0)
  return { below, tiles }
}

/** Scores everybody who has none yet by the bank's borders. Done twice it changes nothing. */
export function scoreBy(db: Database, id: number, borders: Borders): Statement {
  const text = JSON.stringify(borders)
  const score = (measure: unknown, value: unknown) =>
    sql`1 + (select count(*) from json_each(${text} -> ${measure}) b where b.value < ${value})`
  const scored = sql`
    select customer_key, basis ->> 'days' as days, basis ->> 'times' as times, basis ->> 'split' as split,
      ${score('recency', sql`-(basis ->> 'days')`)} as r, ${score('frequency', sql`basis ->> 'times'`)} as f,
      (select max(format('%d%018d%s', ${score(sql`('amount:' || (a.value ->> 0))`, sql`a.value ->> 1`)}, a.value ->> 1, a.value ->> 0))
        from json_each(basis -> 'amounts') a) as best
    from ${segmentationMember} where run_id = ${id} and value = '' and basis ->> 'mixed' is null`
  const apart = sql`
    select customer_key, days, times, split, r, f, substr(best, 1, 1) + 0 as m, substr(best, 2, 18) + 0 as amount,
      substr(best, 20) as currency from (${scored})`
  const rests = sql`case when days is null then '{}' else json_object('r', r, 'f', f, 'm', m,
    'days', days, 'times', times, 'amount', amount, 'currency', currency) end`
  const named = sql`
    select customer_key, ${sql.raw(GROUP)} as grp,
      case when split is null then ${rests} else json_set(${rests}, '$.split', split) end as rests
    from (select customer_key, days, times, split, amount, currency, f, m, case when days is null then null else r end as r
      from (${apart}))`
  return db
    .update(segmentationMember)
    .set({ value: sql`n.grp`, basis: sql`n.rests` })
    .from(sql`(${named}) n`)
    .where(sql`${segmentationMember.runId} = ${id} and ${segmentationMember.customerKey} = n.customer_key
      and ${segmentationMember.value} = ''`)
}
