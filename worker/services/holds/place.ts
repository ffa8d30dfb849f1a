import { eq } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Hold, NewHold } from '../../contract/records.ts'
import { commitTo } from '../access/commitment.ts'
import { keepCustomers } from '../access/record.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { refuseIdentifiers } from '../refuse-identifiers.ts'
import { retried } from '../retried.ts'
import { type HoldRow, toHold } from './row.ts'

/**
 * Keeps a class of records, or one customer's, from retention and erasure. The same id again is the hold that is there.
 * @throws Refused where the reason names somebody, DatabaseUnavailable
 */
export function placeHold(db: Database, fresh: NewHold, by: string, at: string): Promise<Hold> {
  refuseIdentifiers(fresh.reason)
  return retried(async () => {
    const [[known], [last]] = await db.batch([
      db.select().from(legalHold).where(eq(legalHold.id, fresh.id)),
      lastEntry(db),
    ])
    if (known) return toHold(known)
    const row: HoldRow = { ...fresh, placedBy: by, placedAt: at, releasedBy: null, releasedAt: null }
    const whom = fresh.customerKey && (await commitTo(fresh.customerKey))
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: by,
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
    return toHold(row)
  })
}
