import { and, inArray, isNotNull, sql } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import { itemSchemas } from '../../contract/item.ts'
import type { Playbook } from '../../contract/playbook.ts'
import { itemOf } from '../../decision/items.ts'
import type { Database } from '../database.ts'
import { differencesOf } from '../playbook/differences.ts'
import { type ChangeRow, contentOf } from './row.ts'

/**
 * An emergency that a playbook would bring into force though two people never confirmed it, or undefined. Going back to
 * a version must not be a way around them.
 * @param current the playbook in force: what stands there already is not brought
 * @param version of the one to bring: what it has alike with an emergency that came later is not of that one
 * @throws DatabaseUnavailable
 */
export async function unconfirmedIn(
  db: Database,
  playbook: Playbook,
  current: Playbook,
  version: number,
): Promise<ChangeRow | undefined> {
  const items = JSON.stringify(differencesOf(current, playbook).changed)
  const brought = sql`exists (select 1 from json_each(${items}) as item
    where item.value ->> 'kind' = ${change.kind} and item.value ->> 'itemId' = ${change.itemId})`
  const once = inArray(change.state, ['provisional', 'expired', 'published'])
  const [rows] = await db.batch([
    db
      .select()
      .from(change)
      .where(and(isNotNull(change.playbookVersion), once, brought)),
  ])
  const same = rows.filter((row) => isIn(playbook, row))
  return same.find(
    ({ kind, itemId, state, playbookVersion }) =>
      state !== 'published' &&
      Number(playbookVersion) <= version &&
      !same.some(isConfirmed({ kind, itemId })),
  )
}

const isConfirmed =
  (item: Pick<ChangeRow, 'kind' | 'itemId'>) =>
  ({ kind, itemId, state }: ChangeRow): boolean =>
    state === 'published' && kind === item.kind && itemId === item.itemId

/** Whether a playbook has an item as a change would have it. */
function isIn(playbook: Playbook, row: ChangeRow): boolean {
  const content = contentOf(row)
  const item = content === null ? undefined : itemSchemas[row.kind].safeParse(content).data
  return JSON.stringify(item) === JSON.stringify(itemOf(playbook, row.kind, row.itemId))
}
