import { sql } from 'drizzle-orm'
import { customerMove, keyPair } from '../../../db/schema/tables.ts'
import type { Databases } from '../databases.ts'

/**
 * Who became whom stands in every database, so the pairs of those keys have to as well before they are rewritten.
 * @throws DatabaseUnavailable
 */
export async function shareMoves({ customers }: Databases): Promise<void> {
  if (customers.length === 1) return
  const found = await Promise.all(
    customers.map((db) =>
      db.batch([
        db
          .select()
          .from(keyPair)
          .where(sql`${keyPair.oldKey} in (
            select ${customerMove.oldKey} from ${customerMove} union select ${customerMove.newKey} from ${customerMove})`),
      ]),
    ),
  )
  const pairs = [...new Map(found.flatMap(([rows]) => rows).map((row) => [row.oldKey, row])).values()]
  if (pairs.length === 0) return
  const text = JSON.stringify(pairs.map(({ oldKey, newKey, rotationId }) => [oldKey, newKey, rotationId]))
  for (const db of customers)
    await db.batch([
      db
        .insert(keyPair)
        .select(sql`select value ->> 0, value ->> 1, value ->> 2 from json_each(${text}) where true`)
        .onConflictDoNothing(),
    ])
}
