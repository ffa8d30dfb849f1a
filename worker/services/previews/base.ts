import { type SQL, sql } from 'drizzle-orm'
import { customer, dataset, keyPair, load, objection, outcome } from '../../../db/schema/tables.ts'
import { LONGEST_WINDOW } from '../../decision/caps.ts'
import type { PastOutcome } from '../../decision/input.ts'
import { splits } from '../customers/split-at.ts'
import { type Database, rowsOf } from '../database.ts'
import { companionsTogether, type Said } from '../facts/companions.ts'
import { SAID, saidColumns } from '../facts/companions-sql.ts'
import { liveSegments } from '../segmentation/sql/live.ts'

/** Customers of one stretch: what a request reads and decides stays far inside what a Worker may use. */
export const STRETCH = 2000

/** Rows that each of several databases gives to one stretch, so that it stays as long. */
export const shareOf = (databases: number): number => Math.ceil(STRETCH / databases)

/** A customer of a live load. */
export interface BaseRow extends Said {
  key: string
  /** Groups of live runs, as `withSegments` takes them. */
  segments: string
  /** When the customer was last split in two. */
  splitAt: string | null
  /** The customer's new key, while keys are being changed. */
  twin: string | null
}

/** The next rows by key; a key that stands in several datasets comes once each. */
export function rowsAfter(db: Database, after: string, most: number) {
  return rowsOf<BaseRow>(
    db,
    ['key', ...SAID, 'segments', 'splitAt', 'twin'],
    sql`
    select c.key, ${saidColumns}, ${liveSegments(sql`c.key`)} as segments, s.at as "splitAt",
      (select p.new_key from ${keyPair} p where p.old_key = c.key) as twin
    from ${customer} c cross join ${dataset} d on d.live_load = c.load_id cross join ${load} l on l.id = c.load_id
    left join ${splits} s on s.key = c.key
    where c.key > ${after} and not ${alsoUnderNew(sql`c.key`)} order by c.key limit ${most}`,
  )
}

/** True of a customer's old key where a live load has the new one: while keys are being changed nobody comes twice. */
const alsoUnderNew = (
  key: SQL,
) => sql`exists (select 1 from ${keyPair} p cross join ${customer} n on n.key = p.new_key
  where p.old_key = ${key} and n.load_id in (select live_load from ${dataset}))`

/** Those of some keys that a live load has. */
export const liveAmong = (db: Database, keys: readonly string[]) =>
  rowsOf<{ key: string }>(
    db,
    ['key'],
    sql`select distinct key from ${customer} where key in (select value from json_each(${JSON.stringify(keys)}))
      and load_id in (select live_load from ${dataset})`,
  )

const lastOfNext = (after: string, most: number) => sql`
  select max(key) from (
    select c.key from ${customer} c cross join ${dataset} d on d.live_load = c.load_id
    where c.key > ${after} and not ${alsoUnderNew(sql`c.key`)} order by c.key limit ${most})`

/** Answers of the customers of the next rows that caps and pauses may count. A clock that ran ahead holds no cap longer. */
export function answersAfter(db: Database, after: string, most: number, now: Date) {
  const since = new Date(now.getTime() - LONGEST_WINDOW * 86_400_000).toISOString()
  return rowsOf<PastOutcome>(
    db,
    ['customerKey', 'subject', 'subjectId', 'kind', 'agent', 'at'],
    sql`
    select customer_key as customerKey, subject, subject_id as subjectId, kind, agent, min(at, received_at) as at
    from ${outcome}
    where customer_key > ${after} and customer_key <= (${lastOfNext(after, most)})
      and subject = 'tip' and kind in ('accepted', 'deferred', 'dismissed') and received_at > ${since}`,
  )
}

/** Which of the customers after a key refuse targeted tips, and since when; under either key while keys are being changed. */
export function refusalsAfter(db: Database, after: string, most: number) {
  const within = (key: SQL) =>
    sql`o.taken_back_at is null and ${key} > ${after} and ${key} <= (select until from bound)`
  return rowsOf<{ customerKey: string; at: string }>(
    db,
    ['customerKey', 'at'],
    sql`
    with bound (until) as materialized (${lastOfNext(after, most)})
    select o.customer_key as customerKey, o.at from ${objection} o where ${within(sql`o.customer_key`)}
    union all select p.old_key, o.at from ${keyPair} p cross join ${objection} o on o.customer_key = p.new_key
      where ${within(sql`p.old_key`)}
    union all select p.new_key, o.at from ${keyPair} p cross join ${objection} o on o.customer_key = p.old_key
      where ${within(sql`p.new_key`)}`,
  )
}

/** Customers of the live loads; no row but at the beginning: counting a base costs as much as a stretch of it. */
export function countCustomers(db: Database, after: string) {
  return rowsOf<{ total: number }>(
    db,
    ['total'],
    sql`select count(distinct key) as total from ${customer} c
      where not ${alsoUnderNew(sql`c.key`)} and ${after} = '' and load_id in (select live_load from ${dataset}) having ${after} = ''`,
  )
}

/**
 * The customers of a stretch in the order of their keys, and the key after which to go on; null: that was all. Of
 * databases that have more, the one that came least far says how far the stretch goes: none is left out, and one who moves
 * from one database into another between two stretches comes once all the same.
 * @param found what each database gave
 * @param most rows that each was asked for
 */
export function stretchOf(
  found: readonly (readonly BaseRow[])[],
  most: number,
): { customers: BaseRow[]; next: string | null } {
  const parts = found.map((rows) => wholeCustomers(rows, most))
  const ends = parts.flatMap(({ next }) => (next === null ? [] : [next]))
  const next = ends.length > 0 ? ends.reduce((a, b) => (a < b ? a : b)) : null
  const within = parts.flatMap(({ customers }) => customers.filter(({ key }) => next === null || key <= next))
  return { customers: within.toSorted((a, b) => (a.key < b.key ? -1 : 1)), next }
}

/** A full answer may end inside a customer who stands in several datasets, so its last one is left for the next stretch. */
function wholeCustomers(
  rows: readonly BaseRow[],
  most: number,
): { customers: BaseRow[]; next: string | null } {
  const last = rows.length < most ? undefined : rows.at(-1)?.key
  const byKey = Map.groupBy(rows, ({ key }) => key)
  if (last !== undefined) byKey.delete(last)
  const customers = [...byKey.values()].flatMap((some) => companionsTogether(some) ?? [])
  return { customers, next: last === undefined ? null : (customers.at(-1)?.key ?? null) }
}
