import { sql } from 'drizzle-orm'
import { event } from '../../../../db/schema/tables.ts'
import type { Activity } from '../../../segmentation/life-cycle.ts'
import { type Database, rowsOf } from '../../database.ts'

/** Whose activity is asked for, in which load, and by which moments (ISO). */
export interface Asked {
  key: string
  loadId: string
  /** A year before, 90 days before, and the end. */
  since: string
  recently: string
  until: string
}

const IN = "('credit', 'deposit', 'transfer_in')"
const OUT = "('debit', 'withdrawal', 'transfer_out')"

/** What some customers did, by key; no row for who has no event. Transactions are events with an amount, but loans granted. */
export const activityOf = (db: Database, asked: readonly Asked[]) =>
  rowsOf<Activity & { key: string }>(
    db,
    ['key', 'recent', 'before', 'out', 'in', 'closed', 'last'],
    sql`
    select a.value ->> 0 as key,
      sum(${used} and e.at > a.value ->> 3) as recent, sum(${used} and e.at <= a.value ->> 3) as before,
      total(case when ${used} and e.at > a.value ->> 3 and e.kind in ${sql.raw(OUT)} then abs(e.amount) else 0 end) as out,
      total(case when ${used} and e.at > a.value ->> 3 and e.kind in ${sql.raw(IN)} then abs(e.amount) else 0 end) as "in",
      sum(e.kind like '%\\_closed' escape '\\' and e.at > a.value ->> 3) as closed,
      max(case when ${used} then e.at end) as last
    from json_each(${JSON.stringify(asked.map(listed))}) a
    cross join ${event} e on e.customer_key = a.value ->> 0 and e.at > a.value ->> 2 and e.at < a.value ->> 4
      and e.load_id = a.value ->> 1
    group by 1`,
  )

const used = sql`(e.amount is not null and e.channel <> 'loans')`

const listed = ({ key, loadId, since, recently, until }: Asked) => [key, loadId, since, recently, until]
