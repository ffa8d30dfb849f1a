import { eq } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Hold, NewHold } from '../../contract/records.ts'
import { commitTo } from '../access/commitment.ts'
import { keepCustomers } from '../access/record.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { refuseIdentifiers } from '../refuse-identifiers.ts'
import { retried } from '../retried.ts'
import { findHold, type HoldRow, holdingDatabases, toHold } from './row.ts'

/**
 * Keeps a class of records, or one customer's, from retention and erasure. It stands in every database that may have some
 * of those, and what a stop left out is made up for by the same request or the next minute. The same id again is the hold
 * that is there.
 * @throws Refused where the reason names somebody, DatabaseUnavailable
 */
export async function placeHold(databases: Databases, fresh: NewHold, by: string, at: string): Promise<Hold> {
  refuseIdentifiers(fresh.reason)
  const known = await findHold(databases, fresh.id)
  if (known?.releasedAt) return toHold(known)
  const row = known ?? { ...fresh, placedBy: by, placedAt: at, releasedBy: null, releasedAt: null }
  for (const db of holdingDatabases(databases, row)) await placeIn(db, row, at)
  return toHold(row)
}

/** Places a hold in one database, unless it stands there. @throws DatabaseUnavailable */
export function placeIn(db: Database, row: HoldRow, at: string): Promise<void> {
  return retried(async () => {
    const [[known], [last]] = await db.batch([
      db.select().from(legalHold).where(eq(legalHold.id, row.id)),
      lastEntry(db),
    ])
    if (known) return
    const whom = row.customerKey === null ? null : await commitTo(row.customerKey)
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: row.placedBy,
        action: 'hold.place',
        subject: whom ? `customer/${whom.commitment}` : `hold/${row.id}`,
      },
      detail: `hold/${row.id} ${row.recordClass ?? 'every class'}`,
      before: '',
      after: await digestOfContent({ id: row.id, recordClass: row.recordClass, reason: row.reason }),
      origin: db.origin,
    })
    const kept = whom ? [keepCustomers(db, [whom])] : []
    await db.batch([db.insert(legalHold).values(row), ...kept, addEntry(db, entry)])
  })
}
