import { and, isNotNull, ne, sql } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import type { ItemRef } from '../../contract/item.ts'
import type { Database } from '../database.ts'

/**
 * The statement that finds published changes with a word to agents whose items have changed since.
 * @param except the change that the items changed by; null: none
 */
export function noticesOver(db: Database, items: readonly ItemRef[], except: string | null) {
  const among = sql`exists (select 1 from json_each(${JSON.stringify(items)}) as item
    where item.value ->> 'kind' = ${change.kind} and item.value ->> 'itemId' = ${change.itemId})`
  const spoken = and(isNotNull(change.notice), isNotNull(change.playbookVersion))
  return db
    .select({ id: change.id })
    .from(change)
    .where(and(spoken, ne(change.id, except ?? ''), among))
}
