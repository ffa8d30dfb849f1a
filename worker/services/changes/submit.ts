import type { Change } from '../../contract/change.ts'
import type { Database } from '../database.ts'
import { inForce } from '../playbook/put-in-force.ts'
import { retried } from '../retried.ts'
import { assertBase } from './base.ts'
import { findChange } from './find.ts'
import { type Act, judge } from './judge.ts'
import { prepareWith } from './prepare.ts'
import { contentOf, toChange, withSubject } from './row.ts'
import { stepped } from './step.ts'
import { writeStep } from './write.ts'

/**
 * Lays a draft before a second person, once it would make a playbook that can be decided with.
 * @throws Refused with the places at fault, DatabaseUnavailable
 */
export function submitChange(db: Database, act: Act): Promise<Change> {
  return retried(async () => {
    const found = await findChange(db, act.id)
    judge('submit', found, act)
    const { row, last } = found
    const now = await inForce(db, found.published, last)
    await assertBase(db, now, row, row.baseVersion)
    await prepareWith(now.playbook, { ...row, content: contentOf(row) })
    const editors = withSubject(row.editors, act.by)
    const after = stepped(row, act.at, { state: 'submitted', submittedAt: act.at, editors })
    await writeStep(db, { before: row, after, last }, { action: 'submit', by: act.by, at: act.at })
    return toChange(after)
  })
}
