import { type SQL, sql } from 'drizzle-orm'
import { type Database, rowsOf } from '../database.ts'
import { finalsAmong } from '../ingest/write/target.ts'
import { apart } from '../rotations/apart.ts'

/** Whom a merged customer ended with. */
export interface Final {
  old: string
  key: string
  /** 1 where that customer belongs to another database than the one asked. */
  isApart: number
}

/**
 * Common table expressions `sent(value)`, objects of a JSON list, and `final(old, key)`, whom those among their customers
 * that were merged ended with; to be read from `SENT`.
 */
export const sentWithFinals = (
  list: string,
): SQL => sql`sent(value) as (select value from json_each(${list})),
  ${sql.raw(finalsAmong(`SELECT DISTINCT value ->> 'customerKey' AS value FROM sent`))}`

export const SENT = sql.raw("sent left join final on final.old = value ->> 'customerKey'")

/** The customer of an object there is now. */
export const SENT_CUSTOMER = sql.raw("coalesce(final.key, value ->> 'customerKey')")

/**
 * Of those among some keys that were merged into others, whom they ended with; goes along in the batch that rests on it.
 * Who became whom stands in every database.
 */
export const finalsIn = (db: Database, keys: readonly string[]) =>
  rowsOf<Final>(
    db,
    ['old', 'key', 'isApart'],
    sql`with recursive asked(value) as (select value from json_each(${JSON.stringify(keys)})),
      ${sql.raw(finalsAmong('SELECT value FROM asked'))}
      select old, key, ${apart(sql`key`)} as isApart from final`,
  )
