import { desc, eq, sql } from 'drizzle-orm'
import { keyPair, keyRotation } from '../../../db/schema/tables.ts'
import type { KeyRotation } from '../../contract/rotation.ts'
import { CUSTOMER_TABLES } from '../customers/tables.ts'
import type { Database } from '../database.ts'

/** Every change of keys there was, newest first, and how far it has come. @throws DatabaseUnavailable */
export async function listRotations(db: Database): Promise<{ rotations: KeyRotation[] }> {
  const [rotations] = await db.batch([
    db.select({ rotation: keyRotation, pairs, left }).from(keyRotation).orderBy(desc(keyRotation.startedAt)),
  ])
  return { rotations: rotations.map(({ rotation, ...figures }) => ({ ...rotation, ...figures })) }
}

const pairs = sql<number>`(select count(*) from ${keyPair} where ${eq(keyPair.rotationId, keyRotation.id)})`

/** Rows under an old key, in all tables. */
const left = sql<number>`case when ${keyRotation.state} = 'done' then 0 else ${sql.join(
  Object.values(CUSTOMER_TABLES).map(
    ({ table, key }) =>
      sql`(select count(*) from ${table} where ${key} in (select ${keyPair.oldKey} from ${keyPair}))`,
  ),
  sql` + `,
)} end`
