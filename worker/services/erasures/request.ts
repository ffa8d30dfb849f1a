import { eq } from 'drizzle-orm'
import { erasure } from '../../../db/schema/tables.ts'
import type { Erasure, NewErasure } from '../../contract/records.ts'
import { commitTo } from '../access/commitment.ts'
import { keepCustomers } from '../access/record.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Databases } from '../databases.ts'
import { refuseIdentifiers } from '../refuse-identifiers.ts'
import { retried } from '../retried.ts'
import { holdsOn, refuseHeld } from './refusals.ts'
import { type ErasureRow, findErasure, toErasure } from './row.ts'

/**
 * Asks for a customer's records to be erased; nothing is erased before a second person confirms. It stands beside the
 * customer. The same id again is the request that is there.
 * @throws Refused under a legal hold, DatabaseUnavailable
 */
export async function requestErasure(
  databases: Databases,
  fresh: NewErasure,
  by: string,
  at: string,
): Promise<Erasure> {
  const { id, customerKey, reason } = fresh
  const db = databases.of(customerKey)
  refuseIdentifiers(reason)
  const known = await findErasure(databases, id)
  if (known) return toErasure(known.row)
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
