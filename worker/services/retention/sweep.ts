import { getTableName, sql } from 'drizzle-orm'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { type Database, rowsOf } from '../database.ts'
import { isHeld } from '../holds/held.ts'
import { retried } from '../retried.ts'
import { daysOf, type SetRow } from './read.ts'
import type { Sweep } from './sweeps.ts'

/** Rows deleted in one batch at most. */
const AT_ONCE = 5000
const DAY = 86_400_000

/**
 * Deletes rows of one table that are past their time and under no hold, with an audit entry in the same batch. A hold
 * that is placed meanwhile is an entry too: then this begins anew and sees it.
 * @param set how long records are kept, as the bank has it
 * @returns how many; fewer than 5,000: none is left
 * @throws DatabaseUnavailable
 */
export function sweep(db: Database, swept: Sweep, set: readonly SetRow[], now: Date): Promise<number> {
  const { recordClass, table } = swept
  return retried(async () => {
    const before = new Date(now.getTime() - daysOf(set, recordClass) * DAY).toISOString()
    const [rows, [last]] = await db.batch([past(db, swept, before), lastEntry(db)])
    if (rows.length === 0) return 0
    const name = getTableName(table)
    const entry = await entryAfter(last, {
      ...{
        at: now.toISOString(),
        actor: null,
        origin: '',
        action: 'retention.delete',
        subject: `retention/${recordClass}`,
      },
      ...{ detail: `${name}: ${rows.length} before ${before}`, before: '', after: '' },
    })
    const ids = JSON.stringify(rows.map(({ id }) => id))
    await db.batch([
      db.delete(table).where(sql`rowid in (select value from json_each(${ids}))`),
      addEntry(db, entry),
    ])
    return rows.length
  })
}

const past = (db: Database, { table, past, customer, recordClass }: Sweep, before: string) =>
  rowsOf<{ id: number }>(
    db,
    ['id'],
    sql`select rowid as id from ${table} where ${past(before)} and not ${isHeld(recordClass, customer)} limit ${AT_ONCE}`,
  )
