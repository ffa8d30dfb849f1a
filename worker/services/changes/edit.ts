import type { Change, ChangeText } from '../../contract/change.ts'
import type { Database } from '../database.ts'
import { noSuchVersion } from '../playbook/version.ts'
import { retried } from '../retried.ts'
import { findChange } from './find.ts'
import { type Act, judge } from './judge.ts'
import { toChange, withSubject } from './row.ts'
import { stepped } from './step.ts'
import { textColumns, writtenOf } from './text.ts'
import { writeStep } from './write.ts'

/**
 * Writes a draft anew. What was submitted must be taken back or returned first: an approver lets through what they saw.
 * @throws Refused, DatabaseUnavailable
 */
export function editChange(db: Database, act: Act, text: ChangeText): Promise<Change> {
  return retried(async () => {
    const found = await findChange(db, act.id)
    judge('edit', found, act)
    if (text.baseVersion > (found.published?.version ?? 0)) throw noSuchVersion(text.baseVersion)
    const editors = withSubject(found.row.editors, act.by)
    const after = stepped(found.row, act.at, { ...textColumns(text), editors })
    const step = { action: 'edit', by: act.by, at: act.at, written: writtenOf(text) } as const
    await writeStep(db, { before: found.row, after, last: found.last }, step)
    return toChange(after)
  })
}
