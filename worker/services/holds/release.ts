import { eq } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Hold } from '../../contract/records.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { refuseIdentifiers } from '../refuse-identifiers.ts'
import { Refused } from '../refused.ts'
import { retried } from '../retried.ts'
import { toHold } from './row.ts'

/**
 * Ends a hold; by another person than placed it. Released before, it stays as it is.
 * @throws Refused, DatabaseUnavailable
 */
export function releaseHold(db: Database, id: string, reason: string, by: string, at: string): Promise<Hold> {
  refuseIdentifiers(reason)
  return retried(async () => {
    const [[row], [last]] = await db.batch([
      db.select().from(legalHold).where(eq(legalHold.id, id)),
      lastEntry(db),
    ])
    if (!row)
      throw new Refused('no-such-record', { zh: `没有法律保全 ${id}。`, en: `There is no hold ${id}.` })
    if (row.releasedAt) return toHold(row)
    if (row.placedBy === by) throw ownHold()
    const after = { ...row, releasedBy: by, releasedAt: at }
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: by,
        action: 'hold.release',
        subject: `hold/${id}`,
        detail: row.recordClass ?? 'every class',
      },
      before: await digestOfContent({ id, recordClass: row.recordClass, reason: row.reason }),
      after: await digestOfContent({ id, released: reason }),
      origin: db.origin,
    })
    await db.batch([
      db.insert(legalHold).values(after).onConflictDoUpdate({ target: legalHold.id, set: after }),
      addEntry(db, entry),
    ])
    return toHold(after)
  })
}

const ownHold = () =>
  new Refused('second-person-needed', {
    zh: '这项法律保全由你设置，须由另一人解除。',
    en: 'You placed this hold; another person must release it.',
  })
