import { eq } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Hold, RecordClass } from '../../contract/records.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { everyDatabase } from '../every-database.ts'

export type HoldRow = typeof legalHold.$inferSelect

export const toHold = (row: HoldRow): Hold => ({ ...row, recordClass: row.recordClass as RecordClass | null })

/**
 * Where a hold stands, the bank's own database first. One on a customer names the key it was placed on, and stands
 * wherever there are customers: merged or split, what it holds may be in any of those.
 */
export const holdingDatabases = (
  databases: Databases,
  { customerKey }: Pick<HoldRow, 'customerKey'>,
): readonly Database[] => (customerKey === null ? everyDatabase(databases) : databases.customers)

/**
 * A hold wherever it stands; released anywhere, it is released.
 * @throws DatabaseUnavailable
 */
export async function findHold(databases: Databases, id: string): Promise<HoldRow | undefined> {
  const found = await Promise.all(
    everyDatabase(databases).map((db) => db.batch([db.select().from(legalHold).where(eq(legalHold.id, id))])),
  )
  return byId(found.flatMap(([rows]) => rows)).get(id)
}

/** Every hold of every database, each once. @throws DatabaseUnavailable */
export async function everyHold(databases: Databases): Promise<Map<string, HoldRow>> {
  const found = await Promise.all(
    everyDatabase(databases).map((db) => db.batch([db.select().from(legalHold)])),
  )
  return byId(found.flatMap(([rows]) => rows))
}

function byId(rows: readonly HoldRow[]): Map<string, HoldRow> {
  const holds = new Map<string, HoldRow>()
  for (const row of rows) if (!holds.get(row.id)?.releasedAt) holds.set(row.id, row)
  return holds
}

/** Every hold there was, the standing ones first. @throws DatabaseUnavailable */
export async function listHolds(databases: Databases): Promise<{ holds: Hold[] }> {
  const holds = [...(await everyHold(databases)).values()]
  const order = ({ releasedAt, placedAt }: HoldRow) => `${releasedAt ?? ''} ${placedAt}`
  return { holds: holds.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).map(toHold) }
}
