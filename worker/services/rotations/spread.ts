import { eq, ne } from 'drizzle-orm'
import { keyRotation } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { finishIn } from './finish.ts'
import { startIn } from './start.ts'

/**
 * The rotation that is not done, as the bank's database has it, brought to every database that has not heard.
 * @returns whether it is being finished; null: there is none
 * @throws DatabaseUnavailable
 */
export async function spreadRotation(
  { playbook, customers }: Databases,
  at: string,
): Promise<'running' | 'finishing' | null> {
  const [[head]] = await playbook.batch([openIn(playbook)])
  if (!head || head.state === 'done') return null
  for (const db of customers) {
    await startIn(db, head, head.startedBy, at)
    if (head.state === 'finishing') await finishIn(db, head.id, head.startedBy, at)
  }
  return head.state
}

const openIn = (db: Database) => db.select().from(keyRotation).where(ne(keyRotation.state, 'done')).limit(1)

/** True where a database is done with a rotation, or never had one. */
export async function isOver(db: Database): Promise<boolean> {
  const [rows] = await db.batch([
    db.select({ id: keyRotation.id }).from(keyRotation).where(eq(keyRotation.state, 'finishing')),
  ])
  return rows.length === 0
}
