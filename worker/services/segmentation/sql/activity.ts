import { sql } from 'drizzle-orm'
import { dataset, event } from '../../../../db/schema/tables.ts'
import type { Activity } from '../../../segmentation/life-cycle.ts'
import { type Database, rowsOf } from '../../database.ts'

/** Whose activity is asked for, in datasets of which as-of and currency, and by which moments (ISO). */
export interface Asked {
  key: string
  asOf: string | null
  currency: string
  /** A year before, 90 days before, and the end. */
  since: string
  recently: string
  until: string
}

const IN = "('credit', 'deposit', 'transfer_in')"
const OUT = "('debit', 'withdrawal', 'transfer_out')"

/**
 * What some customers did, by key; no row for who has no event. Transactions are events with an amount, but loans granted.
 * @param loads JSON list of loads that are looked at
 */
export const activityOf = (db: Database, loads: string, asked: readonly Asked[]) =>
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
    cross join ${dataset} d on d.live_load = e.load_id and d.as_of is a.value ->> 1 and d.currency = a.value ->> 5
    where d.live_load in (select value from json_each(${loads}))
    group by 1`,
  )

const used = sql`(e.amount is not null and e.channel <> 'loans')`

const listed = ({ key, asOf, since, recently, until, currency }: Asked) => [
  key,
  asOf,
  since,
  recently,
  until,
  currency,
]
