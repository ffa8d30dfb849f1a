import { type Database, runSql } from '../../database.ts'
import { COMMON } from './tables.ts'

/** Rows read at a time. */
const MOST = 2000

interface Page {
  at: number
  row: string
}

/**
 * Gives a database what every one has the same of, where it lacks it: all of it to one that has no customers yet, to
 * others what is small.
 */
export async function join(source: Database, target: Database): Promise<void> {
  const [buckets] = await runSql(target, [{ text: 'SELECT 1 FROM bucket LIMIT 1', values: [] }])
  const fresh = buckets?.results.length === 0
  for (const table of COMMON) {
    if (!fresh && table.name === 'customer_move') continue
    for (let after = 0, more = true; more; ) {
      const rows = await pageOf(source, table, after)
      after = rows.at(-1)?.at ?? after
      more = rows.length === MOST
      await give(target, table, rows, fresh)
    }
  }
}

type Common = (typeof COMMON)[number]

async function pageOf(db: Database, { name, columns }: Common, after: number): Promise<Page[]> {
  const text = `SELECT rowid AS at, json_array(${columns.join()}) AS row FROM "${name}"
    WHERE rowid > ?1 ORDER BY rowid LIMIT ${MOST}`
  const [found] = await runSql<Page>(db, [{ text, values: [after] }])
  return found?.results ?? []
}

async function give(
  db: Database,
  { name, columns }: Common,
  rows: readonly Page[],
  replace: boolean,
): Promise<void> {
  if (rows.length === 0) return
  const values = columns.map((_, n) => `value ->> ${n}`).join()
  await runSql(db, [
    {
      text: `INSERT OR ${replace ? 'REPLACE' : 'IGNORE'} INTO "${name}" (${columns.join()})
        SELECT ${values} FROM json_each(?1)`,
      values: [`[${rows.map(({ row }) => row).join()}]`],
    },
  ])
}
