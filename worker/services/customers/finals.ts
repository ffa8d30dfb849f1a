import { sql } from 'drizzle-orm'
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
