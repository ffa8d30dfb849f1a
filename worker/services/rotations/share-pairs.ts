import { sql } from 'drizzle-orm'
import { customerMove, keyPair, legalHold } from '../../../db/schema/tables.ts'
import type { Databases } from '../databases.ts'

/** Pairs of one bound value. */
const AT_ONCE = 5000

/**
 * Who became whom and whose records are held stands in every database, so the pairs of those keys have to as well, before
 * they are rewritten and for whoever follows a merge.
 * @throws DatabaseUnavailable
 */
export async function sharePairs({ customers }: Databases): Promise<void> {
  if (customers.length === 1) return
  const found = await Promise.all(
    customers.map((db) => db.batch([db.select().from(keyPair).where(isOfMany)])),
  )
  const pairs = [...new Map(found.flatMap(([rows]) => rows).map((row) => [row.oldKey, row])).values()]
  for (let at = 0; at < pairs.length; at += AT_ONCE) {
    const some = pairs
      .slice(at, at + AT_ONCE)
      .map(({ oldKey, newKey, rotationId }) => [oldKey, newKey, rotationId])
    const rows = sql`select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(some)}) where true`
    for (const db of customers) await db.batch([db.insert(keyPair).select(rows).onConflictDoNothing()])
  }
}

const common = sql`(select ${customerMove.oldKey} from ${customerMove} union select ${customerMove.newKey} from ${customerMove}
  union select ${legalHold.customerKey} from ${legalHold} where ${legalHold.customerKey} is not null)`

const isOfMany = sql`(${keyPair.oldKey} in ${common} or ${keyPair.newKey} in ${common})`
