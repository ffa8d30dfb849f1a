import { desc, eq } from 'drizzle-orm'
import { erasure } from '../../../db/schema/tables.ts'
import type { Erasure } from '../../contract/records.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'

export type ErasureRow = typeof erasure.$inferSelect

export const toErasure = ({ commitment: _, summary, ...row }: ErasureRow): Erasure => ({
  ...row,
  state: row.finishedAt ? 'done' : 'requested',
  erased: JSON.parse(summary),
})

const LISTED = 1000

/** The last thousand erasures, newest first. @throws DatabaseUnavailable */
export async function listErasures(databases: Databases): Promise<{ erasures: Erasure[] }> {
  const found = await Promise.all(
    databases.customers.map((db) =>
      db.batch([db.select().from(erasure).orderBy(desc(erasure.requestedAt)).limit(LISTED)]),
    ),
  )
  const rows = found.flatMap(([some]) => some)
  const newest = rows.toSorted((a, b) => (a.requestedAt > b.requestedAt ? -1 : 1)).slice(0, LISTED)
  return { erasures: newest.map(toErasure) }
}

/**
 * An erasure and where it stands: beside the customer whom it was asked for.
 * @throws DatabaseUnavailable
 */
export async function findErasure(
  databases: Databases,
  id: string,
): Promise<{ row: ErasureRow; db: Database } | undefined> {
  const found = await Promise.all(
    databases.customers.map(async (db) => {
      const [rows] = await db.batch([db.select().from(erasure).where(eq(erasure.id, id))])
      return rows.map((row) => ({ row, db }))
    }),
  )
  return found.flat()[0]
}
