import { type SQL, sql } from 'drizzle-orm'
import { customerMove, legalHold } from '../../../db/schema/tables.ts'
import type { RecordClass } from '../../contract/records.ts'
import { otherKeys } from '../rotations/aliases.ts'

/**
 * True of a row that a hold keeps, while it does.
 * @param customer the column with the row's customer key; absent: the class names no customers
 */
export function isHeld(recordClass: RecordClass, customer?: SQL): SQL {
  const everybody = sql`exists (select 1 from ${legalHold} h where ${stands(recordClass)} and h.customer_key is null)`
  return customer
    ? sql`(${everybody} or coalesce(${customer}, '') in ${heldKeys(recordClass)})`
    : sql`(${everybody})`
}

const stands = (recordClass: RecordClass) =>
  sql`h.released_at is null and (h.record_class is null or h.record_class = ${recordClass})`

/**
 * Every key that a hold on a customer keeps, as a query for `in`: that customer's, those of whoever is one with them by
 * merges in either direction, and after a split of the other part too, whose the records from before may be.
 */
export const heldKeys = (recordClass: RecordClass): SQL => sql`(with recursive kin(key) as (
  select h.customer_key from ${legalHold} h where ${stands(recordClass)} and h.customer_key is not null
  union select m.old_key from kin cross join ${customerMove} m on m.new_key = kin.key and m.kind = 'merged'
  union select m.new_key from kin cross join ${customerMove} m on m.old_key = kin.key
  union ${otherKeys(sql`kin`)}) select key from kin)`

/** The same from the other side: keys on which a hold keeps this customer's records. */
export const holdingKeys = (customerKey: string): SQL => sql`(with recursive kin(key) as (
  select ${customerKey}
  union select m.old_key from kin cross join ${customerMove} m on m.new_key = kin.key
  union select m.new_key from kin cross join ${customerMove} m on m.old_key = kin.key and m.kind = 'merged'
  union ${otherKeys(sql`kin`)}) select key from kin)`
