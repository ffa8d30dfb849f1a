import { count, eq } from 'drizzle-orm'
import { keyPair, keyRotation } from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { noPairs, noSuchRotation } from './refusals.ts'

/**
 * Has every record rewritten to the new keys, by the work of the next minutes. Asked for before, nothing happens.
 * @throws Refused, DatabaseUnavailable
 */
export function finishRotation(db: Database, id: string, by: string, at: string): Promise<void> {
  return retried(async () => {
    const [[row], [pairs], [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.id, id)),
      db.select({ count: count() }).from(keyPair).where(eq(keyPair.rotationId, id)),
      lastEntry(db),
    ])
    if (!row) throw noSuchRotation(id)
    if (row.state !== 'running') return
    if (!pairs?.count) throw noPairs(id)
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: by,
        action: 'rotation.finish',
        subject: `rotation/${id}`,
        detail: `${pairs.count} pairs`,
      },
      ...{ before: '', after: '', origin: db.origin },
    })
    await db.batch([
      db.update(keyRotation).set({ state: 'finishing' }).where(eq(keyRotation.id, id)),
      addEntry(db, entry),
    ])
  })
}
