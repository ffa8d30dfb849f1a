import { eq } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Hold } from '../../contract/records.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { refuseIdentifiers } from '../refuse-identifiers.ts'
import { Refused } from '../refused.ts'
import { retried } from '../retried.ts'
import { findHold, type HoldRow, holdingDatabases, toHold } from './row.ts'

/**
 * Ends a hold wherever it stands, the bank's own database first; by another person than placed it. Released before, it
 * stays as it is, and what a stop left standing elsewhere is released by the same request or the next minute.
 * @throws Refused, DatabaseUnavailable
 */
export async function releaseHold(
  databases: Databases,
  id: string,
  reason: string,
  by: string,
  at: string,
): Promise<Hold> {
  refuseIdentifiers(reason)
  const row = await findHold(databases, id)
  if (!row) throw new Refused('no-such-record', { zh: `没有法律保全 ${id}。`, en: `There is no hold ${id}.` })
  if (!row.releasedAt && row.placedBy === by) throw ownHold()
  const after = row.releasedAt ? row : { ...row, releasedBy: by, releasedAt: at }
  for (const db of holdingDatabases(databases, row)) await releaseIn(db, after, at, { released: reason })
  return toHold(after)
}

/**
 * Releases a hold in one database, where it stands there.
 * @param why the reason given; what carries a release on has none of its own
 * @throws DatabaseUnavailable
 */
export function releaseIn(
  db: Database,
  after: HoldRow,
  at: string,
  why: { released?: string } = {},
): Promise<void> {
  const { id, recordClass, releasedBy, releasedAt } = after
  return retried(async () => {
    const [[row], [last]] = await db.batch([
      db.select().from(legalHold).where(eq(legalHold.id, id)),
      lastEntry(db),
    ])
    if (!row || row.releasedAt) return
    const entry = await entryAfter(last, {
      ...{ at, actor: releasedBy, action: 'hold.release', subject: `hold/${id}` },
      detail: recordClass ?? 'every class',
      before: await digestOfContent({ id, recordClass, reason: row.reason }),
      after: await digestOfContent({ id, ...why }),
      origin: db.origin,
    })
    await db.batch([
      db.update(legalHold).set({ releasedBy, releasedAt }).where(eq(legalHold.id, id)),
      addEntry(db, entry),
    ])
  })
}

const ownHold = () =>
  new Refused('second-person-needed', {
    zh: '这项法律保全由你设置，须由另一人解除。',
    en: 'You placed this hold; another person must release it.',
  })
