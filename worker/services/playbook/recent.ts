import { and, asc, eq, gt, gte, or, sql } from 'drizzle-orm'
import { playbook } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import type { Published } from './current.ts'

/** Looked at to find them; no hour has so many. */
const MOST = 200

/**
 * Versions since a moment, and the one in force however old it is; oldest first.
 * @param since ISO time
 * @throws DatabaseUnavailable
 */
export async function recentVersions(db: Database, since: string): Promise<Published[]> {
  const newest = sql`(select max(version) from playbook)`
  const recent = or(gte(playbook.publishedAt, since), eq(playbook.version, newest))
  const [rows] = await db.batch([
    db
      .select()
      .from(playbook)
      .where(and(gt(playbook.version, sql`${newest} - ${MOST}`), recent))
      .orderBy(asc(playbook.version)),
  ])
  return rows
}
