import { type SQL, sql } from 'drizzle-orm'
import { customer, event, segmentationMember } from '../../../../db/schema/tables.ts'
import { splits } from '../../customers/split-at.ts'
import { type Database, rowsOf, type Statement } from '../../database.ts'
import { base, type Looking, mixedAmong } from './mixed.ts'

/** The groups of contract RFM_GROUPS by scores; `fm` is the mean of frequency and amount, rounded up. */
export const GROUP = `case
  when r is null then 'no-activity'
  when r >= 4 and (f + m + 1) / 2 >= 4 then 'champions'
  when r >= 3 and (f + m + 1) / 2 >= 3 then 'loyal'
  when r >= 4 then 'promising'
  when r >= 3 then 'need-attention'
  when (f + m + 1) / 2 >= 4 then 'at-risk'
  when (f + m + 1) / 2 >= 3 then 'cooling'
  else 'dormant' end`

/**
 * Scores every customer of the loads and puts them into groups, in one pass over events: fifths (NTILE) by recency,
 * frequency and amount of the year before, amounts within their currency. Equal values have equal scores, the lowest of
 * theirs: who has one transaction like thousands of others is not told apart from them by the order of keys. Of amounts in several currencies the one with the highest score counts.
 * @param loads JSON list of loads
 * @param now ISO time: of datasets that are of no moment of their own
 */
export const insertScores = (
  db: Database,
  { id, loads, now }: { id: number; loads: string; now: string },
): Statement =>
  db
    .insert(segmentationMember)
    .select(scores({ id, loads, now }) as never)
    .onConflictDoNothing()

/** As far as a number holds it: whoever moved more has the highest score all the same, and `sum` would stop the run. */
const CAPPED = `cast(min(total(abs(e.amount)), ${Number.MAX_SAFE_INTEGER}) as integer)`

/**
 * Common table expressions `people`, the customers of the loads, `told`, those who were split, `mixed`, those of them whose
 * events nobody can tell apart, and `used`, what each of the others did in the year before in datasets of one as-of and
 * currency: days since the last, number, and sum. The plus: in the order of the table.
 */
export const activity = (looking: Looking): SQL => sql`
  people as materialized (
    select distinct key from ${customer} where +load_id in (select value from json_each(${looking.loads}))),
  ${base(looking)}, ${mixedAmong(sql`true`)}, told as materialized (select * from ${splits}),
  used as (
    select e.customer_key as key, b.currency, max(0, cast(julianday(b.moment) - julianday(max(e.at)) as integer)) as days,
      count(*) as times, ${sql.raw(CAPPED)} as amount
    from ${event} e not indexed cross join base b on b.live_load = e.load_id
    where e.customer_key is not null and e.amount is not null and e.channel <> 'loans'
      and e.at > b.since and e.at < b.until
    group by +e.customer_key, b.currency, b.moment having e.customer_key not in (select key from mixed))`

/** What the place of a customer `c` rests on: these scores, if any, and the split it was judged after. `mixed`: none can be told. */
export const restsOn = (scores: SQL) => sql`case when c.key in (select key from mixed) then '{"mixed":1}'
  when t.at is null then coalesce(${scores}, '{}') else json_set(coalesce(${scores}, '{}'), '$.split', t.at) end`

/** The statement by itself, so that a bench can give the same to a plain SQLite. */
export const scores = ({ id, loads, now }: { id: number; loads: string; now: string }): SQL => sql`
  with ${activity({ loads, now })},
  by_amount as (
    select *, min(m0) over (partition by currency, amount) as m
    from (select *, ntile(5) over (partition by currency order by amount, key) as m0
      from used where key in (select key from people))),
  each as (
    select key, days, times, substr(best, 1, 1) + 0 as m, substr(best, 2, 18) + 0 as amount, substr(best, 20) as currency
    from (
      select key, min(days) as days, sum(times) as times, max(format('%d%018d%s', m, amount, currency)) as best
      from by_amount group by key)),
  fifths as (
    select *, ntile(5) over (order by days desc, key) as r0, ntile(5) over (order by times, key) as f0 from each),
  scored as (
    select *, min(r0) over (partition by days) as r, min(f0) over (partition by times) as f from fifths)
  select cast(${id} as integer) as run_id, c.key as customer_key,
    case when c.key in (select key from mixed) then '' else ${sql.raw(GROUP)} end as value,
    ${restsOn(
      sql`case when r is not null then json_object('r', r, 'f', f, 'm', m, 'days', days, 'times', times,
      'amount', amount, 'currency', currency) end`,
    )} as basis
  from people c left join scored s on s.key = c.key left join told t on t.key = c.key where true order by c.key`

/** From and to which value each score reaches. */
export const borders = (db: Database, id: number) =>
  rowsOf<{
    measure: 'recency' | 'frequency' | 'amount'
    currency: string
    score: number
    from: number
    to: number
  }>(
    db,
    ['measure', 'currency', 'score', 'from', 'to'],
    sql`
    with one as (
      select basis ->> 'r' as r, basis ->> 'f' as f, basis ->> 'm' as m, basis ->> 'days' as days,
        basis ->> 'times' as times, basis ->> 'amount' as amount, basis ->> 'currency' as currency
      from ${segmentationMember} where run_id = ${id} and basis ->> 'r' is not null)
    select 'recency' as measure, '' as currency, r as score, min(days) as "from", max(days) as "to" from one group by r
    union all select 'frequency', '', f, min(times), max(times) from one group by f
    union all select 'amount', currency, m, min(amount), max(amount) from one group by currency, m`,
  )

/** Sums by group, and which currencies there are. */
export const scoreSums = (db: Database, id: number) =>
  rowsOf<{ value: string; customers: number; days: number; times: number; amount: number; currency: string }>(
    db,
    ['value', 'customers', 'days', 'times', 'amount', 'currency'],
    sql`
    select value, count(*) as customers, sum(basis ->> 'days') as days, sum(basis ->> 'times') as times,
      total(basis ->> 'amount') as amount, basis ->> 'currency' as currency
    from ${segmentationMember} where run_id = ${id} and basis ->> 'r' is not null group by value, currency`,
  )
