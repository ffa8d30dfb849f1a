import { eq } from 'drizzle-orm'
import { erasure } from '../../../db/schema/tables.ts'
import type { Erasure, NewErasure } from '../../contract/records.ts'
import { commitTo } from '../access/commitment.ts'
import { keepCustomers } from '../access/record.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { refuseIdentifiers } from '../refuse-identifiers.ts'
import { retried } from '../retried.ts'
import { holdsOn, refuseHeld } from './refusals.ts'
import { type ErasureRow, toErasure } from './row.ts'

/**
 * Asks for a customer's records to be erased; nothing is erased before a second person confirms. The same id again is the
 * request that is there.
 * @throws Refused under a legal hold, DatabaseUnavailable
 */
export function requestErasure(db: Database, fresh: NewErasure, by: string, at: string): Promise<Erasure> {
  const { id, customerKey, reason } = fresh
  refuseIdentifiers(reason)
  return retried(async () => {
    const [[known], holds, [last]] = await db.batch([
      db.select().from(erasure).where(eq(erasure.id, id)),
      holdsOn(db, customerKey),
      lastEntry(db),
    ])
    if (known) return toErasure(known)
    refuseHeld(holds)
    const whom = await commitTo(customerKey)
    const row: ErasureRow = {
      ...{ id, reason, requestedBy: by, requestedAt: at, commitment: whom.commitment },
      ...{ confirmedBy: null, finishedAt: null, summary: '{}' },
    }
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'erasure.request', subject: `customer/${whom.commitment}` },
      detail: `erasure/${id}`,
      before: '',
      after: await digestOfContent({ id, reason }),
      origin: db.origin,
    })
    await db.batch([db.insert(erasure).values(row), keepCustomers(db, [whom]), addEntry(db, entry)])
    return toErasure(row)
  })
}
