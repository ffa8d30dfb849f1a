import { isNull, sql } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Databases } from '../databases.ts'
import { everyDatabase } from '../every-database.ts'
import { placeIn } from './place.ts'
import { releaseIn } from './release.ts'
import { type HoldRow, holdingDatabases } from './row.ts'

/**
 * Carries on what a stop broke off: a hold stands in every database that may have some of what it holds, and one that was
 * released anywhere is released everywhere. Also brings them to a database that is new.
 * @throws DatabaseUnavailable; then nothing may be deleted by retention
 */
export async function spreadHolds(databases: Databases, at: string): Promise<void> {
  const all = everyDatabase(databases)
  const standing = await Promise.all(
    all.map(
      async (db) => (await db.batch([db.select().from(legalHold).where(isNull(legalHold.releasedAt))]))[0],
    ),
  )
  const ids = [...new Set(standing.flat().map(({ id }) => id))]
  const released = new Map((await releasedAmong(databases, ids)).map((row) => [row.id, row]))
  for (const [n, db] of all.entries())
    for (const { id } of standing[n] ?? []) {
      const after = released.get(id)
      if (after) await releaseIn(db, after, at)
    }
  const known = new Map(standing.flat().map((row) => [row.id, row]))
  for (const row of known.values()) {
    const homes = new Set(holdingDatabases(databases, row).map(({ name }) => name))
    for (const [n, db] of all.entries())
      if (homes.has(db.name) && !released.has(row.id) && !standing[n]?.some(({ id }) => id === row.id))
        await placeIn(db, row, at)
  }
}

async function releasedAmong(databases: Databases, ids: readonly string[]): Promise<HoldRow[]> {
  const among = sql`${legalHold.id} in (select value from json_each(${JSON.stringify(ids)}))`
  const gone = sql`${among} and ${legalHold.releasedAt} is not null`
  const found = await Promise.all(
    everyDatabase(databases).map((db) => db.batch([db.select().from(legalHold).where(gone)])),
  )
  return found.flatMap(([rows]) => rows)
}
