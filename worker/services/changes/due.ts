import { and, asc, eq, lte } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'

/**
 * Emergencies whose hour is over, the oldest first.
 * @param at ISO time of now
 * @throws DatabaseUnavailable
 */
export async function dueEmergencies(db: Database, at: string): Promise<string[]> {
  const due = and(eq(change.state, 'provisional'), lte(change.confirmBy, at))
  const [rows] = await db.batch([
    db.select({ id: change.id }).from(change).where(due).orderBy(asc(change.confirmBy)),
  ])
  return rows.map(({ id }) => id)
}
