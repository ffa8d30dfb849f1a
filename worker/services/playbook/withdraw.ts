import { and, eq } from 'drizzle-orm'
import type * as z from 'zod'
import { change } from '../../../db/schema/tables.ts'
import type { Withdrawal } from '../../contract/change.ts'
import type { Announcement } from '../../contract/live.ts'
import { itemOf } from '../../decision/items.ts'
import { lastEntry } from '../audit/append.ts'
import { digestOfContent } from '../audit/entry.ts'
import { assertBase } from '../changes/base.ts'
import { prepareWith } from '../changes/prepare.ts'
import { notWithdrawable } from '../changes/refusals.ts'
import type { ChangeRow } from '../changes/row.ts'
import { stepped, stepping } from '../changes/step.ts'
import type { Database, Statement } from '../database.ts'
import { retried } from '../retried.ts'
import { currentVersion } from './current.ts'
import { inForce, putInForce } from './put-in-force.ts'

/**
 * Takes a tip or script out of force, without a second person: the next version lacks it. An emergency that put it
 * there ends with it.
 * @returns what browsers are to be told
 * @throws Refused where it is not in force, or is another than the person saw; DatabaseUnavailable
 */
export function withdraw(
  db: Database,
  { kind, itemId, version, comment }: z.infer<typeof Withdrawal>,
  by: string,
  at: string,
): Promise<Announcement> {
  const ref = { kind, itemId }
  return retried(async () => {
    const [[published], [last], [emergency]] = await db.batch([
      currentVersion(db),
      lastEntry(db),
      emergencyAbout(db, ref),
    ])
    const now = await inForce(db, published, last)
    const before = itemOf(now.playbook, kind, itemId)
    if (before === undefined) throw notWithdrawable(ref)
    await assertBase(db, now, ref, version)
    return putInForce(db, now, {
      prepared: await prepareWith(now.playbook, { ...ref, content: null }),
      by,
      at,
      cause: { type: 'withdraw', ...ref, comment },
      fact: {
        action: 'playbook.withdraw',
        detail: `${kind}/${itemId}${emergency ? ` ends change/${emergency.id}` : ''}`,
        before: await digestOfContent(before),
        after: '',
      },
      also: () => (emergency ? ending(db, emergency, { by, at, comment }) : []),
    })
  })
}

const emergencyAbout = (db: Database, { kind, itemId }: Pick<ChangeRow, 'kind' | 'itemId'>) =>
  db
    .select()
    .from(change)
    .where(and(eq(change.kind, kind), eq(change.itemId, itemId), eq(change.state, 'provisional')))

const ending = (
  db: Database,
  emergency: ChangeRow,
  how: { by: string; at: string; comment: string },
): Statement[] => stepping(db, stepped(emergency, how.at, { state: 'expired' }), { action: 'expire', ...how })
