import type { Database } from '../database.ts'
import { append } from './append.ts'

/** Somebody tried to let a change through who may not. */
export interface RefusedAttempt {
  action: 'approve' | 'confirm'
  changeId: string
  /** Subject of the token. */
  by: string
  /** ISO time. */
  at: string
  reason: 'own-change' | 'role-missing'
}

/**
 * Writes a refused attempt to the audit chain, though nothing else is written.
 * @throws DatabaseUnavailable
 */
export function recordRefusal(db: Database, attempt: RefusedAttempt): Promise<void> {
  const { action, changeId, by, at, reason } = attempt
  return append(db, {
    at,
    actor: by,
    action: `change.${action}.refused`,
    subject: `change/${changeId}`,
    detail: reason,
    before: '',
    after: '',
  })
}
