import { eq, ne } from 'drizzle-orm'
import { keyRotation } from '../../../db/schema/tables.ts'
import type { NewKeyRotation } from '../../contract/rotation.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { everyDatabase } from '../every-database.ts'
import { retried } from '../retried.ts'
import { otherRunning } from './refusals.ts'

/**
 * Begins a change of the secret behind customer keys, one at a time, in the bank's database and then in every other: each
 * says for itself whether it takes pairs. The same id again is the one that is there.
 * @throws Refused while another one is not done; DatabaseUnavailable, then the same request or the next minute goes on
 */
export async function startRotation(
  databases: Databases,
  fresh: NewKeyRotation,
  by: string,
  at: string,
): Promise<void> {
  for (const db of everyDatabase(databases)) await startIn(db, fresh, by, at)
}

/** @throws Refused while another one is not done in this database, DatabaseUnavailable */
export function startIn(db: Database, fresh: NewKeyRotation, by: string, at: string): Promise<void> {
  const { id, oldKeyId, newKeyId } = fresh
  return retried(async () => {
    const [[known], [open], [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.id, id)),
      db.select().from(keyRotation).where(ne(keyRotation.state, 'done')),
      lastEntry(db),
    ])
    if (known) return
    if (open) throw otherRunning(open.id)
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'rotation.start', subject: `rotation/${id}` },
      detail: `${oldKeyId} to ${newKeyId}`,
      before: '',
      after: await digestOfContent({ id, oldKeyId, newKeyId }),
      origin: db.origin,
    })
    const row = {
      id,
      oldKeyId,
      newKeyId,
      state: 'running' as const,
      startedBy: by,
      startedAt: at,
      finishedAt: null,
    }
    await db.batch([db.insert(keyRotation).values(row), addEntry(db, entry)])
  })
}
