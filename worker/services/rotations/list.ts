import { desc, eq, sql } from 'drizzle-orm'
import { keyPair, keyRotation } from '../../../db/schema/tables.ts'
import type { KeyRotation } from '../../contract/rotation.ts'
import { CUSTOMER_TABLES } from '../customers/tables.ts'
import type { Databases } from '../databases.ts'
import { apart } from './apart.ts'

/** Every change of keys there was, newest first, and how far it has come. @throws DatabaseUnavailable */
export async function listRotations({
  playbook,
  customers,
}: Databases): Promise<{ rotations: KeyRotation[] }> {
  const [heads] = await playbook.batch([
    playbook.select().from(keyRotation).orderBy(desc(keyRotation.startedAt)),
  ])
  const found = await Promise.all(
    customers.map((db) => db.batch([db.select({ id: keyRotation.id, pairs, left }).from(keyRotation)])),
  )
  const figures = found.flatMap(([rows]) => rows)
  const rotations = heads.map((head) => {
    const own = figures.filter(({ id }) => id === head.id)
    const sum = (of: 'pairs' | 'left') => own.reduce((all, one) => all + one[of], 0)
    return { ...head, pairs: sum('pairs'), left: sum('left') }
  })
  return { rotations }
}

/** A pair that stands in two databases counts in that of the old key. */
const pairs = sql<number>`(select count(*) from ${keyPair} where ${eq(keyPair.rotationId, keyRotation.id)}
  and not ${apart(sql`${keyPair.oldKey}`)})`

/** Rows under an old key, in all tables. */
const left = sql<number>`case when ${keyRotation.state} = 'done' then 0 else ${sql.join(
  Object.values(CUSTOMER_TABLES).map(
    ({ table, key }) =>
      sql`(select count(*) from ${table} where ${key} in (select ${keyPair.oldKey} from ${keyPair}))`,
  ),
  sql` + `,
)} end`
