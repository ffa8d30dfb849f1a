import { type SQL, sql } from 'drizzle-orm'
import { dataset, event, load } from '../../../../db/schema/tables.ts'
import { splits } from '../../customers/split-at.ts'
import { type Database, rowsOf } from '../../database.ts'

/** What a run looks at: JSON list of loads, and ISO time: of datasets that are of no moment of their own. */
export interface Looking {
  loads: string
  now: string
}

/** Common table expression `base`: the datasets of the loads, their moment, and the bounds of the year before it. */
export const base = ({ loads, now }: Looking) => sql`
  base as materialized (
    select id, live_load, currency, coalesce(as_of, ${now}) as moment,
      strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(as_of, ${now}), '-365 days') as since,
      strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(as_of, ${now}), '+1 day') as until
    from ${dataset} where live_load in (select value from json_each(${loads})))`

/**
 * Common table expression `mixed` after `base`: keys of customers who were split and have events of before in the year: whose
 * those are nobody knows. Not where they were sent by a load that began after the split, as facts are folded. A day without
 * a time may have begun fourteen hours before it does in UTC.
 * @param among a condition on `s.key`
 */
export const mixedAmong = (among: SQL) => sql`
  mixed as materialized (
    select distinct s.key from ${splits} s cross join ${event} e on e.customer_key = s.key
      cross join base b on b.live_load = e.load_id cross join ${load} l on l.id = e.load_id
    where ${among} and e.at > b.since and e.at < b.until and l.started_at <= s.at
      and e.at <= iif(length(e.at) = 10, date(s.at, '+14 hours'), s.at))`

/** Those of them whose keys come after one, up to another. */
export const mixedIn = (db: Database, looking: Looking, { after, to }: { after: string; to: string }) =>
  rowsOf<{ key: string }>(
    db,
    ['key'],
    sql`with ${base(looking)}, ${mixedAmong(sql`s.key > ${after} and s.key <= ${to}`)} select key from mixed`,
  )
