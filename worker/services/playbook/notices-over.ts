import { and, isNotNull, lt, sql } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import type { ItemRef } from '../../contract/item.ts'
import type { Database } from '../database.ts'

/**
 * The statement that finds changes with a word to agents that were published before a version and whose items it
 * changes. What came later is none of its business: told an hour later it must be the same.
 */
export function noticesOver(db: Database, items: readonly ItemRef[], version: number) {
  const among = sql`exists (select 1 from json_each(${JSON.stringify(items)}) as item
    where item.value ->> 'kind' = ${change.kind} and item.value ->> 'itemId' = ${change.itemId})`
  return db
    .select({ id: change.id })
    .from(change)
    .where(and(isNotNull(change.notice), lt(change.playbookVersion, version), among))
}
