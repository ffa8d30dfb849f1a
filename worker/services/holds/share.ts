import { and, inArray, isNull, sql } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { KeyPair } from '../../contract/rotation.ts'
import type { Databases } from '../databases.ts'
import { placeIn } from './place.ts'

/**
 * Where a customer's two keys belong to two databases, a hold on the customer stands in both, for rows may be under either.
 * @throws DatabaseUnavailable
 */
export async function shareHolds(databases: Databases, pairs: readonly KeyPair[], at: string): Promise<void> {
  const { nameOf } = databases
  const otherOf = new Map(
    pairs.flatMap(({ old, new: fresh }) => [[old, fresh] as const, [fresh, old] as const]),
  )
  const apart = pairs.filter((pair) => nameOf(pair.old) !== nameOf(pair.new))
  if (apart.length === 0) return
  const keys = JSON.stringify(apart.flatMap((pair) => [pair.old, pair.new]))
  const among = inArray(legalHold.customerKey, sql`(select value from json_each(${keys}))`)
  for (const db of databases.customers) {
    const [holds] = await db.batch([
      db
        .select()
        .from(legalHold)
        .where(and(isNull(legalHold.releasedAt), among)),
    ])
    for (const hold of holds) {
      const other = otherOf.get(hold.customerKey ?? '')
      if (other !== undefined) await placeIn(databases.of(other), hold, at)
    }
  }
}
