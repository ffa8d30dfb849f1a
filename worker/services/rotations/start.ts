import { eq, ne } from 'drizzle-orm'
import { keyRotation } from '../../../db/schema/tables.ts'
import type { NewKeyRotation } from '../../contract/rotation.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { otherRunning } from './refusals.ts'

/**
 * Begins a change of the secret behind customer keys, one at a time. The same id again is the one that is there.
 * @throws Refused while another one is not done, DatabaseUnavailable
 */
export function startRotation(db: Database, fresh: NewKeyRotation, by: string, at: string): Promise<void> {
  return retried(async () => {
    const [[known], [open], [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.id, fresh.id)),
      db.select().from(keyRotation).where(ne(keyRotation.state, 'done')),
      lastEntry(db),
    ])
    if (known) return
    if (open) throw otherRunning(open.id)
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'rotation.start', subject: `rotation/${fresh.id}` },
      detail: `${fresh.oldKeyId} to ${fresh.newKeyId}`,
      before: '',
      after: await digestOfContent(fresh),
      origin: db.origin,
    })
    const row = { ...fresh, state: 'running' as const, startedBy: by, startedAt: at, finishedAt: null }
    await db.batch([db.insert(keyRotation).values(row), addEntry(db, entry)])
  })
}
