import { auditingRefusal } from '../audit/auditing-refusal.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import type { Act } from './judge.ts'
import { type LetThrough, letThrough } from './let-through.ts'

/**
 * Lets a change through as a second person: the next playbook has it. Who had a hand in it is refused, and that is
 * written to the audit chain.
 * @throws Refused, DatabaseUnavailable
 */
export function approveChange(db: Database, act: Act): Promise<LetThrough> {
  const { id, by, at } = act
  return auditingRefusal(db, { action: 'change.approve', id, by, at }, () =>
    retried(() => letThrough(db, 'approve', act, () => ({ state: 'published' }))),
  )
}
