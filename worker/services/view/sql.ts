import { type SQL, sql } from 'drizzle-orm'
import { customer, dataset, event, keyPair, load } from '../../../db/schema/tables.ts'
import { zoneDay } from '../facts/refold.ts'
import { aliased } from '../rotations/aliases.ts'

/** Whose rows, and as of when; made once for all statements of a batch. */
export interface Scope {
  key: string
  /** Every key of the customer, for `in`. */
  keys: SQL
  /** ISO time of the request. */
  now: string
  /** How many minutes the bank's zone is ahead of UTC now, such as `+480`; as folding has it. */
  minutes: string
  /** The dataset that speaks for the customer, where it may stand in another database than the one asked. */
  seat?: Seat
}

/** What a dataset that speaks for a customer says of all others. */
export interface Seat {
  dataset: string
  currency: string
  /** ISO moment of an extract; null: now. */
  asOf: string | null
}

export const scopeOf = (key: string, now: Date, timeZone: string): Scope => ({
  ...{ key, keys: aliased([key]), now: now.toISOString() },
  minutes: zoneDay(now, timeZone).minutes,
})

/**
 * Common table expressions. `seat`: the dataset that speaks for the customer, as in a decision the one whose load
 * finished last, with the moment seen from. `loads`: live loads that are seen from the same clock; a historical extract
 * and today's base are never told as one.
 */
export const seated = (scope: Scope): SQL => sql`
  seat as materialized (${scope.seat ? given(scope.seat, scope) : found(scope)}),
  loads as materialized (
    select d.live_load as id, d.currency from ${dataset} d join seat on d.as_of is seat.as_of
    where d.live_load is not null)`

const found = ({ keys, now }: Scope): SQL => sql`
  select d.id as dataset, d.currency, d.as_of as as_of, coalesce(d.as_of, ${now}) as moment
  from ${customer} c join ${dataset} d on d.live_load = c.load_id join ${load} l on l.id = d.live_load
  where c.key in ${keys} order by l.finished_at desc limit 1`

const given = ({ dataset: id, currency, asOf }: Seat, { now }: Scope): SQL =>
  sql`select ${id} as dataset, ${currency} as currency, ${asOf} as as_of, ${asOf ?? now} as moment`

/** The moment something at `at` was: a day without a time is its beginning at the bank. */
export const momentOf = (at: SQL, { minutes }: Scope): SQL => sql`
  case when length(${at}) = 10 then strftime('%Y-%m-%dT%H:%M:%fZ', ${at}, ${`${-Number(minutes)} minutes`}) else ${at} end`

/** The month at the bank. */
export const monthOf = (at: SQL, { minutes }: Scope): SQL => sql`
  case when length(${at}) = 10 then substr(${at}, 1, 7) else strftime('%Y-%m', ${at}, ${`${minutes} minutes`}) end`

/** A moment beside the one seen from. */
export const beside = (by: string): SQL =>
  sql`(select strftime('%Y-%m-%dT%H:%M:%fZ', moment, ${by}) from seat)`

/**
 * Events `e` of loads `l` that have happened by the moment seen from. By customer first, whatever the planner thinks of
 * loads, of which each has millions; no zone is a day ahead of UTC, which bounds the walk.
 * @param whose a condition on `e.customer_key`
 */
export const seenEvents = (whose: SQL, scope: Scope): SQL => sql`
  from ${event} e cross join loads l on l.id = e.load_id
  where e.customer_key ${whose} and e.at <= ${beside('+1 day')}
    and ${momentOf(sql`e.at`, scope)} <= (select moment from seat)`

/** The customer's keys one by one: a walk in order of time takes one at a time. */
export const singleKeys = (key: string): SQL[] => [
  sql`= ${key}`,
  sql`= (select ${keyPair.newKey} from ${keyPair} where ${keyPair.oldKey} = ${key})`,
  sql`= (select ${keyPair.oldKey} from ${keyPair} where ${keyPair.newKey} = ${key})`,
]

/** Values as one bound value, for `in`. */
export const listed = (values: readonly string[]): SQL =>
  sql`(select value from json_each(${JSON.stringify(values)}))`
