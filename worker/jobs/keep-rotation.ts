import type { Databases } from '../services/databases.ts'
import { rewriteKeys } from '../services/rotations/rewrite.ts'
import { isOver, spreadRotation } from '../services/rotations/spread.ts'

/** Batches of one database in one minute at most; the next minute goes on. */
const BATCHES = 40

/**
 * Goes on with a change of keys that is being finished, in every database; in the bank's own it is done when it is done
 * in all others.
 * @throws DatabaseUnavailable; the next minute tries again
 */
export async function keepRotation(databases: Databases, at: string): Promise<void> {
  const { playbook, customers } = databases
  if ((await spreadRotation(databases, at)) !== 'finishing') return
  for (const db of customers) for (let batch = 0; batch < BATCHES && (await rewriteKeys(db, at)); ) batch += 1
  const over = await Promise.all(customers.map(isOver))
  if (over.every(Boolean)) await rewriteKeys(playbook, at)
}
