import type { ItemRef } from '../../contract/item.ts'
import { itemOf } from '../../decision/items.ts'
import type { Database } from '../database.ts'
import type { InForce } from '../playbook/put-in-force.ts'
import { playbookOf } from '../playbook/version.ts'
import { baseMoved } from './refusals.ts'

/**
 * Makes sure that the item in force is the one that the writer had before them: else one change would undo another
 * unawares.
 * @throws Refused, DatabaseUnavailable
 */
export async function assertBase(
  db: Database,
  { published, playbook }: InForce,
  ref: ItemRef,
  base: number,
): Promise<void> {
  if (base === published.version) return
  const seen = await playbookOf(db, base)
  if (!seen || !isSameItem(seen, playbook, ref)) throw baseMoved(ref, base, published.version)
}

/** Whether two playbooks have the same item, or both none. */
export const isSameItem = (
  one: Parameters<typeof itemOf>[0],
  other: typeof one,
  { kind, itemId }: ItemRef,
): boolean => JSON.stringify(itemOf(one, kind, itemId)) === JSON.stringify(itemOf(other, kind, itemId))
