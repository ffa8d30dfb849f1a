import { sql } from 'drizzle-orm'
import { customer, dataset, load, segmentationMember } from '../../../../db/schema/tables.ts'
import { splits } from '../../customers/split-at.ts'
import { type Database, rowsOf, type Statement } from '../../database.ts'
import { byDatabase, type Databases } from '../../databases.ts'
import type { Said } from '../../facts/companions.ts'
import { SAID, saidColumns } from '../../facts/companions-sql.ts'
import { liveSegments, segmentsWith } from './live.ts'

/** One customer's place in a run; `basis` is JSON of what it rests on. */
export interface Member {
  key: string
  value: string
  basis: string
}

/** What a member's basis says of a split that its run knew of; rested on is a group of before none. */
export const knownSplit = (splitAt: string | null) => (splitAt === null ? {} : { split: splitAt })

/**
 * Puts members beside their customers. A stop before the step is taken leaves them to be put there again.
 * @throws DatabaseUnavailable
 */
export async function putMembers(
  databases: Databases,
  runId: number,
  members: readonly Member[],
): Promise<void> {
  const homes = byDatabase(databases, members, ({ key }) => key)
  await Promise.all([...homes].map(([db, those]) => db.batch([upsert(db, runId, those)])))
}

/** Many rows are one bound value: D1 takes no more than a hundred of those. */
const upsert = (db: Database, runId: number, members: readonly Member[]) =>
  db
    .insert(segmentationMember)
    .select(
      sql`select cast(${runId} as integer) as run_id, value ->> 0 as customer_key, value ->> 1 as value, value ->> 2 as basis
      from json_each(${JSON.stringify(members.map(({ key, value, basis }) => [key, value, basis]))}) where true` as never,
    )
    .onConflictDoUpdate({
      target: [segmentationMember.runId, segmentationMember.customerKey],
      set: { value: sql`excluded.value`, basis: sql`excluded.basis` },
    })

export const sizesOf = (db: Database, runId: number) =>
  rowsOf<{ value: string; customers: number }>(
    db,
    ['value', 'customers'],
    sql`select value, count(*) as customers from ${segmentationMember} where run_id = ${runId}
      group by value order by customers desc, value`,
  )

/** How many each rule put where it did, where members name one. */
export const ruleCounts = (db: Database, runId: number) =>
  rowsOf<{ rule: string; customers: number }>(
    db,
    ['rule', 'customers'],
    sql`select basis ->> 'rule' as rule, count(*) as customers from ${segmentationMember}
      where run_id = ${runId} and basis ->> 'rule' is not null group by 1 order by 1`,
  )

/** How many are known to be vulnerable, known not to be, or not known, as rules `vulnerable`, `not-vulnerable`, `unknown`. */
export const vulnerableCounts = (db: Database, runId: number) =>
  rowsOf<{ rule: string; customers: number }>(
    db,
    ['rule', 'customers'],
    sql`select case basis ->> 'vulnerable' when 1 then 'vulnerable' when 0 then 'not-vulnerable' else 'unknown' end as rule,
        count(*) as customers
      from ${segmentationMember} where run_id = ${runId} group by 1 order by 1`,
  )

/** Who would move from where to where. Who was in the live run and is in this one no more is in none: '' . */
export const moves = (db: Database, runId: number, live: number) =>
  rowsOf<{ from: string; to: string; customers: number }>(
    db,
    ['from', 'to', 'customers'],
    sql`
    select coalesce(o.value, '') as "from", n.value as "to", count(*) as customers
    from ${segmentationMember} n left join ${segmentationMember} o on o.run_id = ${live} and o.customer_key = n.customer_key
    where n.run_id = ${runId} group by 1, 2
    union all
    select o.value, '', count(*) from ${segmentationMember} o
    where o.run_id = ${live} and not exists (
      select 1 from ${segmentationMember} n where n.run_id = ${runId} and n.customer_key = o.customer_key)
    group by o.value`,
  )

/** Whether what the live run found is too old to decide with, of groups and of who is vulnerable. */
export interface Outdated {
  group: boolean
  vulnerable: boolean
}

/** History does not grow old. */
const forNow = sql`exists (select 1 from ${customer} c cross join ${dataset} d on d.live_load = c.load_id
  where c.key = n.customer_key and d.as_of is null)`

/**
 * Whether a customer's place in the run, `n`, is another than decisions have of the live one, `o`. Those have none where that
 * is too old or did not know of a split that the run knows of; but who was found to be vulnerable stays so however old it is.
 */
function isMoved({ group, vulnerable }: Outdated) {
  const other = sql`o.basis ->> 'split' is not n.basis ->> 'split'`
  const gone = (old: boolean) => (old ? sql`(${other} or ${forNow})` : other)
  return sql`(iif(${gone(group)}, '', coalesce(o.value, '')) <> n.value
    or iif(${gone(vulnerable)}, iif(${other}, null, nullif(o.basis ->> 'vulnerable', 0)), o.basis ->> 'vulnerable')
      is not n.basis ->> 'vulnerable')`
}

/** What one dataset has of a customer whose group would change, with the facts and the groups now and then. */
export interface MovedRow extends Said {
  key: string
  segments: string
  then: string
  splitAt: string | null
}

/** The next customers whose place in the run is another than decisions have of the live one. */
export const movedAfter = (
  db: Database,
  run: { id: number; model: string; startedAt: string; live: number; outdated: Outdated },
  { loads, after, most }: { loads: string; after: string; most: number },
) =>
  rowsOf<MovedRow>(
    db,
    ['key', ...SAID, 'segments', 'then', 'splitAt'],
    sql`
    select c.key, ${saidColumns},
      ${liveSegments(sql`c.key`)} as segments, ${segmentsWith(run, sql`c.key`)} as "then", s.at as "splitAt"
    from (
      select n.customer_key as key from ${segmentationMember} n
      left join ${segmentationMember} o on o.run_id = ${run.live} and o.customer_key = n.customer_key
      where n.run_id = ${run.id} and n.customer_key > ${after}
        and ${isMoved(run.outdated)}
      order by n.customer_key limit ${most}) k
    cross join ${customer} c on c.key = k.key and c.load_id in (select value from json_each(${loads}))
    cross join ${dataset} d on d.live_load = c.load_id cross join ${load} l on l.id = c.load_id
    left join ${splits} s on s.key = c.key
    order by c.key`,
  )

export const countMoved = (db: Database, run: { id: number; live: number; outdated: Outdated }) =>
  rowsOf<{ moved: number }>(
    db,
    ['moved'],
    sql`
    select count(*) as moved from ${segmentationMember} n
    left join ${segmentationMember} o on o.run_id = ${run.live} and o.customer_key = n.customer_key
    where n.run_id = ${run.id}
      and ${isMoved(run.outdated)}`,
  )

/** Drops the first so many members of a run. */
export const dropMembers = (db: Database, runId: number, most: number): Statement =>
  db.delete(segmentationMember).where(
    sql`run_id = ${runId} and customer_key <= coalesce((
      select customer_key from ${segmentationMember} where run_id = ${runId}
      order by customer_key limit 1 offset ${most}), 'g')`,
  )

/** Runs that have members in a database: one step of the table's order each. */
export const runsPresent = (db: Database) =>
  rowsOf<{ id: number }>(
    db,
    ['id'],
    sql`
    with recursive present (id) as (
      select min(run_id) from ${segmentationMember}
      union all select (select min(run_id) from ${segmentationMember} where run_id > present.id)
        from present where present.id is not null)
    select id from present where id is not null`,
  )
