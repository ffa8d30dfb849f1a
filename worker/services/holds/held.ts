import { type SQL, sql } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { RecordClass } from '../../contract/records.ts'
import { eitherKey } from '../rotations/aliases.ts'

/**
 * True of a row that a hold keeps, while it does.
 * @param customer the column with the row's customer key; absent: the class names no customers
 */
export function isHeld(recordClass: RecordClass, customer?: SQL): SQL {
  const whom = customer
    ? sql`(h.customer_key is null or h.customer_key in ${eitherKey(customer)})`
    : sql`h.customer_key is null`
  return sql`exists (select 1 from ${legalHold} h where h.released_at is null
    and (h.record_class is null or h.record_class = ${recordClass}) and ${whom})`
}
