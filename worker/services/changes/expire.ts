import type { Announcement } from '../../contract/live.ts'
import { itemOf } from '../../decision/items.ts'
import { digestOfContent } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { type InForce, inForce, putInForce } from '../playbook/put-in-force.ts'
import { playbookOf } from '../playbook/version.ts'
import { retried } from '../retried.ts'
import { isSameItem } from './base.ts'
import { type Found, findChange } from './find.ts'
import { prepareWith } from './prepare.ts'
import type { ChangeRow } from './row.ts'
import { stepped, stepping } from './step.ts'
import { writeStep } from './write.ts'

/**
 * Ends an emergency that was not confirmed in time: its item goes back to what it was before, all else stays.
 * Done before, or confirmed in time, nothing happens.
 * @returns what browsers are to be told; null: nothing
 * @throws Refused where what came later cannot be decided with without it, DatabaseUnavailable
 */
export function expireChange(db: Database, id: string, at: string): Promise<Announcement | null> {
  return retried(async () => {
    const found = await findChange(db, id)
    const { state, confirmBy } = found.row
    if (state !== 'provisional' || !confirmBy || confirmBy > at) return null
    return expire(db, found, at)
  })
}

const step = (at: string) => ({ action: 'expire', by: null, at }) as const

async function expire(
  db: Database,
  { row, published, last }: Found,
  at: string,
): Promise<Announcement | null> {
  const now = await inForce(db, published, last)
  const after = stepped(row, at, { state: 'expired' })
  const former = await formerItem(db, now, row)
  if (former !== undefined) return putFormerBack(db, now, after, former)
  await writeStep(db, { before: row, after, last }, step(at))
  return null
}

/** The item before the emergency, null for none; undefined where what the emergency put there is no longer in force. */
async function formerItem(db: Database, { playbook }: InForce, row: ChangeRow): Promise<unknown> {
  const version = row.playbookVersion ?? 0
  const [before, then] = await Promise.all([playbookOf(db, version - 1), playbookOf(db, version)])
  if (!before || !then || !isSameItem(then, playbook, row)) return undefined
  return itemOf(before, row.kind, row.itemId) ?? null
}

async function putFormerBack(db: Database, now: InForce, after: ChangeRow, content: unknown) {
  const { id, kind, itemId, updatedAt: at } = after
  const prepared = await prepareWith(now.playbook, { kind, itemId, content })
  return putInForce(db, now, {
    prepared,
    by: null,
    at,
    cause: { type: 'expire', changeId: id, kind, itemId },
    fact: {
      action: 'change.expire',
      subject: `change/${id}`,
      detail: `${kind}/${itemId} revision/${after.revision} playbook/${now.published.version + 1}`,
      before: await digestOfContent(itemOf(now.playbook, kind, itemId)),
      after: await digestOfContent(content),
    },
    also: () => stepping(db, after, step(at)),
  })
}
