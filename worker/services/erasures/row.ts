import { desc } from 'drizzle-orm'
import { erasure } from '../../../db/schema/tables.ts'
import type { Erasure } from '../../contract/records.ts'
import type { Database } from '../database.ts'

export type ErasureRow = typeof erasure.$inferSelect

export const toErasure = ({ commitment: _, summary, ...row }: ErasureRow): Erasure => ({
  ...row,
  state: row.finishedAt ? 'done' : 'requested',
  erased: JSON.parse(summary),
})

/** The last thousand erasures, newest first. @throws DatabaseUnavailable */
export async function listErasures(db: Database): Promise<{ erasures: Erasure[] }> {
  const [rows] = await db.batch([db.select().from(erasure).orderBy(desc(erasure.requestedAt)).limit(1000)])
  return { erasures: rows.map(toErasure) }
}
