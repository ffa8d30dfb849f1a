import { ne, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { customer, dirtyCustomer, event, foldWalk, keyPair } from '../../../db/schema/tables.ts'
import type { Building, Database } from '../database.ts'

/**
 * Before rows are rewritten to new keys: who has events under both keys is to be folded anew, and who was due under the
 * old key is no later due under the new one. What came under the new key was not folded: facts stood under the old. And a
 * walk begins anew: whom it has not come to yet may go where it has been.
 * @param among which rows of the table
 * @param at ISO time
 */
export function dueAgain(
  db: Database,
  { table }: { table: SQLiteTable },
  among: SQL,
  at: string,
): Building[] {
  if (table === dirtyCustomer) return [noLater(db, among)]
  const key = table === customer ? 'key' : table === event ? 'customer_key' : null
  if (key === null) return []
  const rows = sql`select distinct r.load_id, p.new_key, ${at}
    from (select ${sql.raw(key)} as key, load_id from ${table} where ${among}) r
    cross join ${keyPair} p on p.old_key = r.key
    where exists (select 1 from ${event} n where n.customer_key = p.new_key)`
  const due = db.insert(dirtyCustomer).select(rows).onConflictDoUpdate(EARLIER)
  return table === customer ? [due, walkAnew(db)] : [due]
}

const EARLIER = {
  target: [dirtyCustomer.loadId, dirtyCustomer.customerKey],
  set: { since: sql`excluded.since` },
  setWhere: sql`dirty_customer.since > excluded.since`,
}

const walkAnew = (db: Database): Building =>
  db.update(foldWalk).set({ after: '' }).where(ne(foldWalk.after, ''))

const noLater = (db: Database, among: SQL): Building =>
  db
    .insert(dirtyCustomer)
    .select(sql`select r.load_id, p.new_key, r.since
      from (select * from ${dirtyCustomer} where ${among}) r cross join ${keyPair} p on p.old_key = r.customer_key
      where true`)
    .onConflictDoUpdate(EARLIER)
