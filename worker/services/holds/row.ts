import { asc } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Hold, RecordClass } from '../../contract/records.ts'
import type { Database } from '../database.ts'

export type HoldRow = typeof legalHold.$inferSelect

export const toHold = (row: HoldRow): Hold => ({ ...row, recordClass: row.recordClass as RecordClass | null })

/** Every hold there was, the standing ones first. @throws DatabaseUnavailable */
export async function listHolds(db: Database): Promise<{ holds: Hold[] }> {
  const [rows] = await db.batch([
    db.select().from(legalHold).orderBy(asc(legalHold.releasedAt), asc(legalHold.placedAt)),
  ])
  return { holds: rows.map(toHold) }
}
