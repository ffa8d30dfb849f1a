import { desc } from 'drizzle-orm'
import { auditAnchor } from '../../../db/schema/tables.ts'
import { type Database, KeyTaken } from '../database.ts'
import { lastEntry } from './append.ts'

/** The end of the chain at the beginning of an hour. */
export type Anchor = typeof auditAnchor.$inferSelect

/**
 * Notes the end of the chain, once an hour.
 * @returns the anchor, for a log elsewhere; null: this hour has one, or the chain has no entry yet
 * @throws DatabaseUnavailable
 */
export async function anchorChain(db: Database, now: Date): Promise<Anchor | null> {
  const at = `${now.toISOString().slice(0, 13)}:00:00.000Z`
  const [[known], [last]] = await db.batch([
    db.select().from(auditAnchor).orderBy(desc(auditAnchor.at)).limit(1),
    lastEntry(db),
  ])
  if (!last || (known && known.at >= at)) return null
  const anchor = { at, sequence: last.sequence, hash: last.hash }
  try {
    await db.batch([db.insert(auditAnchor).values(anchor)])
    return anchor
  } catch (error) {
    if (error instanceof KeyTaken) return null
    throw error
  }
}
