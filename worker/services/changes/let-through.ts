import type { Change } from '../../contract/change.ts'
import type { Announcement } from '../../contract/live.ts'
import { itemOf } from '../../decision/items.ts'
import { digestOfContent } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { inForce, putInForce } from '../playbook/put-in-force.ts'
import { assertBase } from './base.ts'
import { findChange } from './find.ts'
import { type Act, judge } from './judge.ts'
import { prepareWith } from './prepare.ts'
import { type ChangeRow, contentOf, toChange, toldBy } from './row.ts'
import { stepped, stepping } from './step.ts'

/** A change that now stands in the playbook, and what browsers are to be told. */
export interface LetThrough {
  change: Change
  announcement: Announcement
}

/**
 * Puts a change into the playbook in force at this moment, one attempt.
 * @param otherwise what the change is afterwards, besides its version
 * @throws Refused, KeyTaken, DatabaseUnavailable
 */
export async function letThrough(
  db: Database,
  action: 'approve' | 'declare',
  act: Act,
  otherwise: (row: ChangeRow) => Partial<ChangeRow>,
): Promise<LetThrough> {
  const found = await findChange(db, act.id)
  judge(action, found, act)
  const { row } = found
  const { id, kind, itemId } = row
  const { by, at, comment = null } = act
  const now = await inForce(db, found.published, found.last)
  await assertBase(db, now, row, row.baseVersion)
  const prepared = await prepareWith(now.playbook, { kind, itemId, content: contentOf(row) })
  const version = now.published.version + 1
  const after = stepped(row, at, { ...otherwise(row), playbookVersion: version })
  const announcement = await putInForce(db, now, {
    prepared,
    by,
    at,
    cause: { type: action, changeId: id, kind, itemId },
    fact: {
      action: `change.${action}`,
      subject: `change/${id}`,
      detail: `${kind}/${itemId} revision/${after.revision} playbook/${version}`,
      before: await digestOfContent(itemOf(now.playbook, kind, itemId)),
      after: await digestOfContent(itemOf(prepared.playbook, kind, itemId)),
    },
    also: () => stepping(db, after, { action, by, at, comment }),
    told: toldBy(row),
  })
  return { change: toChange(after), announcement }
}
