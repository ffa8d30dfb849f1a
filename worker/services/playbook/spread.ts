import { sql } from 'drizzle-orm'
import { playbook } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { currentVersion } from './current.ts'

/**
 * Tells every database of customers which version is in force; its content stays with the playbook. One that has heard
 * of it already is left alone.
 * @throws DatabaseUnavailable where any of them does not answer; the others have heard, and the next minute tries again
 */
export async function spreadVersion({
  playbook: once,
  customers,
}: Pick<Databases, 'playbook' | 'customers'>): Promise<void> {
  const [[published]] = await once.batch([currentVersion(once)])
  if (!published) return
  const told = await Promise.allSettled(customers.map((db) => tell(db, published)))
  for (const one of told) if (one.status === 'rejected') throw one.reason
}

async function tell(db: Database, published: typeof playbook.$inferSelect): Promise<void> {
  const [[heard]] = await db.batch([currentVersion(db)])
  if (heard && heard.version >= published.version) return
  const { version, digest, publishedAt, parts, publishedBy, cause } = published
  await db.batch([
    db
      .insert(playbook)
      .select(
        sql`select ${version}, ${digest}, ${publishedAt}, ${parts}, ${publishedBy}, ${cause} where true`,
      )
      .onConflictDoNothing(),
  ])
}
