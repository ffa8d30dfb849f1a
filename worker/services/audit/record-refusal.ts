import type { Database } from '../database.ts'
import { append } from './append.ts'

/** What takes a second person. */
export type SecondPersonAction = 'change.approve' | 'change.confirm' | 'segmentation.publish'

/** Somebody tried to let something through who may not. */
export interface RefusedAttempt {
  action: SecondPersonAction
  /** Id of the change, or number of the run. */
  id: string
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
  const { action, id, by, at, reason } = attempt
  const [kind] = action.split('.')
  return append(db, {
    at,
    actor: by,
    action: `${action}.refused`,
    subject: `${kind}/${id}`,
    detail: reason,
    before: '',
    after: '',
  })
}
