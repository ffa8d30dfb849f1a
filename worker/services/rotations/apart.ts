import { type SQL, sql } from 'drizzle-orm'
import { bucket } from '../../../db/schema/tables.ts'

const digit = (key: SQL, at: number) =>
  sql`(instr('0123456789abcdef', substr(${key}, ${sql.raw(String(at))}, 1)) - 1)`

/**
 * True of a customer key that belongs to another database than the one asked. Where nothing is placed yet, all belong
 * here.
 */
export const apart = (key: SQL): SQL => sql`(exists (select 1 from ${bucket}) and not exists (
  select 1 from ${bucket} where id = ${digit(key, 1)} * 256 + ${digit(key, 2)} * 16 + ${digit(key, 3)}))`
