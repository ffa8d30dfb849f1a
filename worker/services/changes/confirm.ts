import type { Change } from '../../contract/change.ts'
import { auditingRefusal } from '../audit/auditing-refusal.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { findChange } from './find.ts'
import { type Act, judge } from './judge.ts'
import { toChange, withSubject } from './row.ts'
import { stepped } from './step.ts'
import { writeStep } from './write.ts'

/** Nobody approved it beforehand, so that two do afterwards. */
const CONFIRMATIONS = 2

/**
 * Confirms an emergency; with the second confirmation it stays. Who had a hand in it is refused, and so is a second
 * word of one person; both are written to the audit chain.
 * @throws Refused, DatabaseUnavailable
 */
export function confirmChange(db: Database, act: Act): Promise<Change> {
  const { id, by, at } = act
  return auditingRefusal(db, { action: 'change.confirm', id, by, at }, () => retried(() => attempt(db, act)))
}

async function attempt(db: Database, act: Act): Promise<Change> {
  const found = await findChange(db, act.id)
  judge('confirm', found, act)
  const { row, last } = found
  const confirmedBy = withSubject(row.confirmedBy, act.by)
  const enough = JSON.parse(confirmedBy).length >= CONFIRMATIONS
  const after = stepped(row, act.at, { confirmedBy, state: enough ? 'published' : 'provisional' })
  await writeStep(db, { before: row, after, last }, { action: 'confirm', by: act.by, at: act.at })
  return toChange(after)
}
