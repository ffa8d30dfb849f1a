import type { Change, ChangeState } from '../../contract/change.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { findChange } from './find.ts'
import { type Act, judge } from './judge.ts'
import { toChange } from './row.ts'
import { stepped } from './step.ts'
import { writeStep } from './write.ts'

/** Actions that change the state and nothing else, and what it is then. */
const then = {
  'take-back': 'draft',
  return: 'draft',
  discard: 'discarded',
} as const satisfies Record<string, ChangeState>

/**
 * Takes a change back, returns it to its writer or discards it.
 * @throws Refused, DatabaseUnavailable
 */
export function putBackChange(db: Database, action: keyof typeof then, act: Act): Promise<Change> {
  return retried(async () => {
    const found = await findChange(db, act.id)
    judge(action, found, act)
    const after = stepped(found.row, act.at, { state: then[action], submittedAt: null })
    const step = { action, by: act.by, at: act.at, comment: act.comment ?? null }
    await writeStep(db, { before: found.row, after, last: found.last }, step)
    return toChange(after)
  })
}
