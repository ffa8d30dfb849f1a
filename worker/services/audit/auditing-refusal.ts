import type { Database } from '../database.ts'
import { Refused } from '../refused.ts'
import { type RefusedAttempt, recordRefusal } from './record-refusal.ts'

/**
 * Runs what takes a second person, and writes to the audit chain where it is refused because of who asked.
 * @throws what the work throws
 */
export async function auditingRefusal<Result>(
  db: Database,
  attempt: Omit<RefusedAttempt, 'reason'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refused && error.reason === 'own-change')
      await recordRefusal(db, { ...attempt, reason: 'own-change' })
    throw error
  }
}
