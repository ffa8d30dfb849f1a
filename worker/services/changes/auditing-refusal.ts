import { recordRefusal } from '../audit/record-refusal.ts'
import type { Database } from '../database.ts'
import { Refused } from '../refused.ts'
import type { Act } from './judge.ts'

/**
 * Runs an approval, and writes to the audit chain where it is refused because of who asked.
 * @throws what the work throws
 */
export async function auditingRefusal<Result>(
  db: Database,
  action: 'approve' | 'confirm',
  { id, by, at }: Act,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refused && error.reason === 'own-change')
      await recordRefusal(db, { action, changeId: id, by, at, reason: 'own-change' })
    throw error
  }
}
