import { and, eq, gt, gte, or, sql } from 'drizzle-orm'
import { change, changeStep } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import type { Act } from './judge.ts'
import { emergencyRanOut } from './refusals.ts'

/** Within a day somebody can approve; declaring hour by hour would be four eyes of one person. */
const DAY_MS = 86_400_000

/**
 * Makes sure that no emergency about the same item, nor any that this person declared, ran out unconfirmed in the last
 * day: the same words could stand under another id. One that was withdrawn did not run out: its correction may be as
 * urgent.
 * @throws Refused, DatabaseUnavailable
 */
export async function assertNoneRanOut(db: Database, { id, by, at }: Act): Promise<void> {
  const since = new Date(Date.parse(at) - DAY_MS).toISOString()
  const sameItem = sql`(${change.kind}, ${change.itemId}) = (select kind, item_id from ${change} where id = ${id})`
  const samePerson = sql`exists (select 1 from ${changeStep} s
    where s.change_id = ${change.id} and s.action = 'declare' and s.by = ${by})`
  const inTheDay = and(gt(change.confirmBy, since), gte(change.updatedAt, change.confirmBy))
  const [[other]] = await db.batch([
    db
      .select({ id: change.id })
      .from(change)
      .where(and(eq(change.state, 'expired'), inTheDay, or(sameItem, samePerson)))
      .limit(1),
  ])
  if (other) throw emergencyRanOut(other.id)
}
