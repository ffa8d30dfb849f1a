import { desc } from 'drizzle-orm'
import { audit } from '../../../db/schema/tables.ts'
import type { AuditEntry } from '../../contract/audit.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { type AuditFact, entryAfter } from './entry.ts'

/** The statement that finds the end of the chain; goes along in any batch. */
export const lastEntry = (db: Database) => db.select().from(audit).orderBy(desc(audit.sequence)).limit(1)

/** The statement that adds an entry: its batch fails with KeyTaken where another one follows the same entry. */
export const addEntry = (db: Database, entry: AuditEntry) => db.insert(audit).values(entry)

/**
 * Adds a fact that comes with no other write, such as a refusal.
 * @throws DatabaseUnavailable
 */
export function append(db: Database, fact: Omit<AuditFact, 'origin'>): Promise<void> {
  return retried(async () => {
    const [[last]] = await db.batch([lastEntry(db)])
    await db.batch([addEntry(db, await entryAfter(last, { ...fact, origin: db.origin }))])
  })
}
