import { type Database, runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { finalKeys } from '../ingest/write/target.ts'
import { relocate } from './relocate.ts'

interface Final {
  old: string
  key: string
}

const FINALS = `WITH RECURSIVE ${finalKeys('?1')} SELECT old, key FROM final`

/**
 * Of those among some keys that were merged into others, whom they ended with. Who became whom stands in every database.
 * @throws DatabaseUnavailable
 */
export async function finalsOf(
  { customers }: Databases,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [first] = customers
  if (!first || keys.length === 0) return new Map()
  const [found] = await runSql<Final>(first, [{ text: FINALS, values: [JSON.stringify(keys)] }])
  return new Map(found?.results.map(({ old, key }) => [old, key]))
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
  for (const db of databases.customers) await relocate(databases, db, keys, now)
}

/** Whom merges ended with of whom there is anything here. */
const ENDS = `SELECT DISTINCT m.new_key AS key FROM customer_move m WHERE m.kind = 'merged' AND (
  EXISTS (SELECT 1 FROM customer c WHERE c.key = m.new_key)
  OR EXISTS (SELECT 1 FROM event e WHERE e.customer_key = m.new_key)
  OR EXISTS (SELECT 1 FROM identifier i WHERE i.customer_key = m.new_key)
  OR EXISTS (SELECT 1 FROM objection o WHERE o.customer_key = m.new_key)
  OR EXISTS (SELECT 1 FROM fact_change f WHERE f.customer_key = m.new_key))`

/**
 * Goes on with merges that a stop broke off between two databases.
 * @param now ISO time
 * @throws DatabaseUnavailable; the next minute tries again
 */
export async function relocateStrays(databases: Databases, now: string): Promise<void> {
  if (databases.customers.length === 1) return
  await databases.ready()
  for (const db of databases.customers) await relocate(databases, db, await endsIn(db), now)
}

async function endsIn(db: Database): Promise<string[]> {
  const [found] = await runSql<{ key: string }>(db, [{ text: ENDS, values: [] }])
  return found?.results.map(({ key }) => key) ?? []
}
