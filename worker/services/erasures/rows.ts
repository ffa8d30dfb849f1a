import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { erasure, keyPair, objection } from '../../../db/schema/tables.ts'
import { CUSTOMER_TABLES, type CustomerTable } from '../customers/tables.ts'
import { type Database, rowsOf, type Statement } from '../database.ts'
import type { ErasureRow } from './row.ts'

const TABLES = Object.keys(CUSTOMER_TABLES) as CustomerTable[]

/** Rows by table. */
export type Counts = Partial<Record<CustomerTable, number>>

const among = (keys: readonly string[]) => sql`(select value from json_each(${JSON.stringify(keys)}))`

/** A refusal that still stands stays: forgotten, it would be broken as soon as the bank sends the customer again. */
const doomed = (name: CustomerTable, keys: readonly string[]): SQL => {
  const ofThem = inArray(CUSTOMER_TABLES[name].key, among(keys))
  return name === 'objection' ? sql`${ofThem} and ${objection.takenBackAt} is not null` : ofThem
}

/** What every database has the same of counts once. */
const EVERYWHERE: readonly CustomerTable[] = ['moved_from', 'moved_to', 'hold']

const counting = (keys: readonly string[], elsewhere: readonly Counts[]) =>
  sql.join(
    TABLES.map((name) => {
      const more = EVERYWHERE.includes(name)
        ? 0
        : elsewhere.reduce((sum, counts) => sum + (counts[name] ?? 0), 0)
      const here = sql`(select count(*) from ${CUSTOMER_TABLES[name].table} where ${doomed(name, keys)})`
      return sql`${sql.raw(`'${name}'`)}, ${here} + ${sql.raw(String(more))}`
    }),
    sql`, `,
  )

/** What a database has of some keys, as JSON of Counts. */
export const countsOf = (db: Database, keys: readonly string[]) =>
  rowsOf<{ counts: string }>(db, ['counts'], sql`select json_object(${counting(keys, [])}) as counts`)

/** Counted by the database in the batch that erases: what is told is what was done. */
export function noted(
  db: Database,
  { id, confirmedBy, finishedAt }: ErasureRow,
  keys: readonly string[],
  elsewhere: readonly Counts[],
): Statement {
  const kept = sql`(select count(*) from ${objection} where ${objection.customerKey} in ${among(keys)}
    and ${objection.takenBackAt} is null)`
  const summary = sql<string>`json_object(${counting(keys, elsewhere)}, 'kept', ${kept})`
  return db.update(erasure).set({ confirmedBy, finishedAt, summary }).where(eq(erasure.id, id))
}

/** A pair stays while a refusal is kept under the old key: it has to be found under the new one. */
export const erasing = (db: Database, keys: readonly string[]): Statement[] => [
  ...TABLES.map((name) => db.delete(CUSTOMER_TABLES[name].table).where(doomed(name, keys))),
  db.delete(keyPair).where(
    sql`(${inArray(keyPair.oldKey, [...keys])} or ${inArray(keyPair.newKey, [...keys])})
        and not exists (select 1 from ${objection} where ${objection.customerKey} = ${keyPair.oldKey})`,
  ),
]
