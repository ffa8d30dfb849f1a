import { type Database, runSql } from '../../database.ts'
import { type MovedTable, movedTable } from './tables.ts'

/** Rows of one customer in one table, as they go over: JSON lists of columns. */
export interface MovingRow {
  key: string
  row: string
}

/** All rows of some customers in one table. */
export interface Parcel {
  name: string
  keys: readonly string[]
  rows: readonly MovingRow[]
}

/** Keys of a bucket in each of these tables, so many after another; of all but the first from the beginning. */
export async function keysAfter(
  db: Database,
  tables: readonly MovedTable[],
  [from, before]: readonly [string, string],
  after: string,
  most: number,
): Promise<string[][]> {
  const found = await runSql<{ key: string }>(
    db,
    tables.map(({ name, key }, n) => ({
      text: `SELECT DISTINCT ${key} AS key FROM "${name}"
        WHERE ${key} >= ?1 AND ${key} < ?2 AND ${key} > ?3 ORDER BY 1 LIMIT ?4`,
      values: [from, before, n === 0 ? after : '', most],
    })),
  )
  return found.map(({ results }) => results.map((row) => row.key))
}

/** All rows of these keys, by table. */
export async function parcelsOf(
  db: Database,
  wanted: readonly Pick<Parcel, 'name' | 'keys'>[],
): Promise<Parcel[]> {
  if (wanted.length === 0) return []
  const found = await runSql<MovingRow>(
    db,
    wanted.map(({ name, keys }) => {
      const { key, columns } = movedTable(name)
      return {
        text: `SELECT ${key} AS key, json_array(${columns.join()}) AS row FROM "${name}"
          WHERE ${key} IN (SELECT value FROM json_each(?1))`,
        values: [JSON.stringify(keys)],
      }
    }),
  )
  return wanted.map((one, n) => ({ ...one, rows: found[n]?.results ?? [] }))
}
