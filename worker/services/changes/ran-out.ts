import { and, eq, gt, gte, sql } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import type { Act } from './judge.ts'
import { emergencyRanOut } from './refusals.ts'

/** Within a day somebody can approve; declaring hour by hour would be four eyes of one person. */
const DAY_MS = 86_400_000

/**
 * Makes sure that no emergency about the same item ran out unconfirmed in the last day. One that was withdrawn did not
 * run out: its correction may be as urgent.
 * @throws Refused, DatabaseUnavailable
 */
export async function assertNoneRanOut(db: Database, { id, at }: Act): Promise<void> {
  const since = new Date(Date.parse(at) - DAY_MS).toISOString()
  const sameItem = sql`(${change.kind}, ${change.itemId}) = (select kind, item_id from ${change} where id = ${id})`
  const inTheDay = and(gt(change.confirmBy, since), gte(change.updatedAt, change.confirmBy))
  const [[other]] = await db.batch([
    db
      .select({ id: change.id })
      .from(change)
      .where(and(eq(change.state, 'expired'), inTheDay, sameItem))
      .limit(1),
  ])
  if (other) throw emergencyRanOut(other.id)
}
