import { sql } from 'drizzle-orm'
import { customer, event, factChange, identifier } from '../../../db/schema/tables.ts'
import { type Final, finalsIn } from '../customers/finals.ts'
import { relocate } from '../customers/relocate.ts'
import { type Database, rowsOf, runSql, type Sql } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { mergedStatements } from '../ingest/write/moves.ts'
import { dueTogether, rekeyBase, rememberTogether } from '../ingest/write/rekey.ts'
import { finalKeys } from '../ingest/write/target.ts'
import { renewing } from '../placement/renewing.ts'

/** Rows under `from` are to stand under `to`. */
export interface Rekeyed {
  from: string
  to: string
}

const PAIRS = 'final(old, key) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?1))'
const BASE = rekeyBase(PAIRS)
const DUE = dueTogether(PAIRS, '?2')
const REMEMBER = rememberTogether(PAIRS, '?2')
const REMEMBER_MERGED = rememberTogether(finalKeys('?1'), '?2')

/**
 * Puts what the base has of customers under a second key under the one where the rest stands, and where that belongs;
 * what a merge says of either is said of both. Where there is nothing, as nearly always, it is one look at each database.
 * Done again it changes nothing.
 * @param at ISO time
 * @throws DatabaseUnavailable; then the same again goes on
 */
export const bringTogether = (databases: Databases, wanted: readonly Rekeyed[], at: string): Promise<void> =>
  renewing(databases, () => bring(databases, wanted, at))

async function bring(databases: Databases, wanted: readonly Rekeyed[], at: string): Promise<void> {
  const items = wanted.flatMap((one) => [one.from, one.to].map((key) => ({ key, one })))
  for (const [db, own] of byDatabase(databases, items, ({ key }) => key)) {
    const some = [...new Set(own.map(({ one }) => one))]
    const keys = some.flatMap(({ from, to }) => [from, to])
    const [there, finals] = await db.batch([thereAmong(db, keys), finalsIn(db, keys)])
    const known = new Set(there.map(({ key }) => key))
    const moved = some.filter(({ from }) => known.has(from))
    for (const { to } of moved) known.add(to)
    const merged = finals.filter(({ old }) => known.has(old))
    if (moved.length + merged.length > 0) await runSql(db, statementsFor(moved, merged, at))
    const here = databases.customers.find(({ name }) => name === databases.nameOf(own[0]?.key ?? ''))
    // Also what a stop left here of customers who belong elsewhere.
    const ends = some.flatMap(({ from, to }) => (known.has(from) || known.has(to) ? [to] : []))
    ends.push(...merged.map(({ key }) => key))
    if (here && databases.customers.length > 1) await relocate(databases, here, ends, at, true)
  }
}

function statementsFor(moved: readonly Rekeyed[], merged: readonly Final[], at: string): Sql[] {
  const list = JSON.stringify(moved.map(({ from, to }) => [from, to]))
  const olds = merged.map(({ old }) => old)
  return [
    { text: REMEMBER, values: [list, at] },
    { text: DUE, values: [list, at] },
    ...BASE.map((text) => ({ text, values: [list] })),
    ...(olds.length > 0
      ? [{ text: REMEMBER_MERGED, values: [JSON.stringify(olds), at] }, ...mergedStatements(olds, at)]
      : []),
  ]
}

/** Of whom there is anything that the base has. */
function thereAmong(db: Database, keys: readonly string[]) {
  const some = sql.join(
    [customer.key, event.customerKey, identifier.customerKey, factChange.customerKey].map(
      (key) => sql`exists (select 1 from ${key.table} where ${key} = k.value)`,
    ),
    sql` or `,
  )
  const list = JSON.stringify(keys)
  return rowsOf<{ key: string }>(
    db,
    ['key'],
    sql`select k.value as key from json_each(${list}) k where ${some}`,
  )
}
