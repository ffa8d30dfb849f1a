import { count, eq } from 'drizzle-orm'
import { keyPair, keyRotation } from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { everyDatabase } from '../every-database.ts'
import { retried } from '../retried.ts'
import { noPairs, noSuchRotation } from './refusals.ts'

/**
 * Has every record rewritten to the new keys, by the work of the next minutes. Asked for before, nothing happens. The
 * bank's database is told first, then every other, and a stop in between is carried on by the next minute.
 * @throws Refused, DatabaseUnavailable
 */
export async function finishRotation(
  databases: Databases,
  id: string,
  by: string,
  at: string,
): Promise<void> {
  const pairs = await Promise.all(databases.customers.map((db) => pairsIn(db, id)))
  const head = await headIn(databases.playbook, id)
  if (!head) throw noSuchRotation(id)
  if (head.state === 'running' && pairs.every((count) => count === 0)) throw noPairs(id)
  for (const db of everyDatabase(databases)) await finishIn(db, id, by, at)
}

async function pairsIn(db: Database, id: string): Promise<number> {
  const [[row]] = await db.batch([
    db.select({ count: count() }).from(keyPair).where(eq(keyPair.rotationId, id)),
  ])
  return row?.count ?? 0
}

async function headIn(db: Database, id: string) {
  const [[row]] = await db.batch([db.select().from(keyRotation).where(eq(keyRotation.id, id))])
  return row
}

/** From then on this database takes no more pairs. @throws DatabaseUnavailable */
export function finishIn(db: Database, id: string, by: string, at: string): Promise<void> {
  return retried(async () => {
    const [[row], [pairs], [last]] = await db.batch([
      db.select().from(keyRotation).where(eq(keyRotation.id, id)),
      db.select({ count: count() }).from(keyPair).where(eq(keyPair.rotationId, id)),
      lastEntry(db),
    ])
    if (row?.state !== 'running') return
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: by,
        action: 'rotation.finish',
        subject: `rotation/${id}`,
        detail: `${pairs?.count ?? 0} pairs`,
      },
      ...{ before: '', after: '', origin: db.origin },
    })
    await db.batch([
      db.update(keyRotation).set({ state: 'finishing' }).where(eq(keyRotation.id, id)),
      addEntry(db, entry),
    ])
  })
}
