import { sql } from 'drizzle-orm'
import {
  conversion,
  customer,
  customerMove,
  event,
  factChange,
  identifier,
  objection,
  outcome,
} from '../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../database.ts'
import type { Databases } from '../databases.ts'
import { apart } from '../rotations/apart.ts'
import { finalsIn } from './finals.ts'
import { relocate } from './relocate.ts'

/**
 * Of those among some keys that were merged into others, whom they ended with.
 * @throws DatabaseUnavailable
 */
export async function finalsOf(
  { customers }: Databases,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [first] = customers
  if (!first || keys.length === 0) return new Map()
  const [found] = await first.batch([finalsIn(first, keys)])
  return new Map(found.map(({ old, key }) => [old, key]))
}

/**
 * After customers were merged: takes what they had to the databases of those they are now.
 * @param olds keys that were merged
 * @param now ISO time
 * @throws DatabaseUnavailable; the minute goes on
 */
export async function relocateMerged(
  databases: Databases,
  olds: readonly string[],
  now: string,
): Promise<void> {
  if (databases.customers.length === 1) return
  const keys = [...(await finalsOf(databases, olds)).values()]
  if (keys.length === 0) return
  await databases.renew()
  for (const db of databases.customers) await relocate(databases, db, keys, now)
}

/**
 * Goes on with merges that a stop broke off between two databases.
 * @param now ISO time
 * @throws DatabaseUnavailable; the next minute tries again
 */
export async function relocateStrays(databases: Databases, now: string): Promise<void> {
  if (databases.customers.length === 1) return
  for (const db of databases.customers) {
    const keys = await endsIn(db)
    if (keys.length === 0) continue
    // By an old placement those who have moved would seem to belong here.
    await databases.renew()
    await relocate(databases, db, keys, now)
  }
}

/** Whom merges ended with, of those who belong elsewhere, of whom there is anything here. */
async function endsIn(db: Database): Promise<string[]> {
  const tables = [
    customer.key,
    event.customerKey,
    identifier.customerKey,
    objection.customerKey,
    factChange.customerKey,
    outcome.customerKey,
    conversion.customerKey,
  ]
  const some = sql.join(
    tables.map((key) => sql`exists (select 1 from ${key.table} where ${key} = m.new_key)`),
    sql` or `,
  )
  const [rows] = await db.batch([
    rowsOf<{ key: string }>(
      db,
      ['key'],
      sql`select distinct m.new_key as key from ${customerMove} m
        where m.kind = 'merged' and ${apart(sql`m.new_key`)} and (${some})`,
    ),
  ])
  return rows.map(({ key }) => key)
}
