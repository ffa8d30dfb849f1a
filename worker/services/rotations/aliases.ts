import { inArray, or, type SQL, sql } from 'drizzle-orm'
import { keyPair } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import { apart } from './apart.ts'

/** Many keys are one bound value: D1 takes no more than a hundred of those. */
const asked = (keys: readonly string[]) => sql`(select value from json_each(${JSON.stringify(keys)}))`

/**
 * These keys, and while keys are being changed the other key of each of the same customers: what stands in
 * `in ...` wherever rows of a customer are looked for.
 */
export const aliased = (keys: readonly string[]): SQL => sql`(
  select value from json_each(${JSON.stringify(keys)})
  union select ${keyPair.newKey} from ${keyPair} where ${keyPair.oldKey} in ${asked(keys)}
  union select ${keyPair.oldKey} from ${keyPair} where ${keyPair.newKey} in ${asked(keys)})`

/** The key of one customer, and the other one while keys are being changed. */
export const eitherKey = (key: SQL): SQL => sql`(${key},
  (select ${keyPair.newKey} from ${keyPair} where ${keyPair.oldKey} = ${key}),
  (select ${keyPair.oldKey} from ${keyPair} where ${keyPair.newKey} = ${key}))`

/** A query for the other keys of those in a table with a column `key`; one term, for D1 takes five in a compound at most. */
export const otherKeys = (keys: SQL): SQL => sql`
  select iif(p.old_key = ${keys}.key, p.new_key, p.old_key) from ${keys} cross join ${keyPair} p
    on p.old_key = ${keys}.key or p.new_key = ${keys}.key`

/**
 * The pairs these keys are of; goes along in the batch that uses `aliased`. The database itself says of which one key
 * belongs to another: what an isolate knows of that may be old.
 */
export const pairsOf = (db: Database, keys: readonly string[]) =>
  db
    .select({
      ...{ oldKey: keyPair.oldKey, newKey: keyPair.newKey },
      isApart: sql<number>`(${apart(sql`${keyPair.oldKey}`)} or ${apart(sql`${keyPair.newKey}`)})`,
    })
    .from(keyPair)
    .where(or(inArray(keyPair.oldKey, asked(keys)), inArray(keyPair.newKey, asked(keys))))

/** One name for a customer's two keys: the new one. */
export function oneKey(pairs: readonly { oldKey: string; newKey: string }[]): (key: string) => string {
  if (pairs.length === 0) return (key) => key
  const newKeys = new Map(pairs.map(({ oldKey, newKey }) => [oldKey, newKey]))
  return (key) => newKeys.get(key) ?? key
}
