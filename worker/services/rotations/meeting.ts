import { getTableName } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { customer, factChange, identifier } from '../../../db/schema/tables.ts'
import type { Sql } from '../database.ts'
import {
  dueTogether,
  followTogether,
  rekeyChanges,
  rekeyFacts,
  rekeyIdentifiers,
  rememberTogether,
} from '../ingest/write/rekey.ts'

/** Tables in which rows of one customer under two keys are put together by their own rule, rather than one be taken. */
const RULES = new Map<SQLiteTable, (finals: string) => string[]>([
  [customer, rekeyFacts],
  [identifier, rekeyIdentifiers],
  [factChange, rekeyChanges],
])

/**
 * Statements that put what a customer has in a table under the old key together with what is there under the new one.
 * Where there is nothing the rows are only renamed, by whoever calls this: of a whole bank's that is nearly all.
 * @param ids JSON list of the numbers of rows that are being rewritten; null: all
 * @param at ISO time
 */
export function meeting(
  { table, key }: { table: SQLiteTable; key: SQLiteColumn },
  ids: string | null,
  at: string,
): Sql[] {
  const rule = RULES.get(table)
  if (!rule) return []
  const name = getTableName(table)
  const asked =
    ids === null
      ? ''
      : `old_key IN (SELECT ${key.name} FROM ${name} WHERE rowid IN (SELECT value FROM json_each(?1))) AND`
  const finals = `final(old, key) AS (SELECT old_key, new_key FROM key_pair
    WHERE ${asked} EXISTS (SELECT 1 FROM ${name} n WHERE n.${key.name} = key_pair.new_key)
      AND EXISTS (SELECT 1 FROM ${name} o WHERE o.${key.name} = key_pair.old_key))`
  const values = ids === null ? [] : [ids]
  const now = ids === null ? '?1' : '?2'
  const before = table === customer ? [rememberTogether(finals, now), dueTogether(finals, now)] : []
  const follow = table === customer ? [followTogether(finals)] : []
  return [
    ...before.map((text) => ({ text, values: [...values, at] })),
    ...[...follow, ...rule(finals)].map((text) => ({ text, values })),
  ]
}
