import { and, inArray, isNull, or } from 'drizzle-orm'
import { legalHold } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import { holdingKeys } from '../holds/held.ts'
import { Refused } from '../refused.ts'

/**
 * Holds that keep something of this customer: their own, those of whoever was merged with them, and those of a class or
 * of everything.
 */
export const holdsOn = (db: Database, customerKey: string) =>
  db
    .select({ id: legalHold.id, recordClass: legalHold.recordClass, customerKey: legalHold.customerKey })
    .from(legalHold)
    .where(
      and(
        isNull(legalHold.releasedAt),
        or(isNull(legalHold.customerKey), inArray(legalHold.customerKey, holdingKeys(customerKey))),
      ),
    )

/** Classes of which a hold on everybody's says nothing of a customer's records. */
const OTHERS = ['batches', 'changes', 'step-counts', 'script-runs', 'fleet', 'erasures', 'holds']

type Held = Pick<typeof legalHold.$inferSelect, 'id' | 'recordClass' | 'customerKey'>

/** @throws Refused; an erasure takes holds on that customer along, so one that stands keeps it off whatever its class */
export function refuseHeld(holds: readonly Held[]): void {
  const names = holds
    .filter(({ recordClass, customerKey }) => customerKey !== null || !OTHERS.includes(recordClass ?? ''))
    .map(({ id }) => id)
  if (names.length === 0) return
  throw new Refused('held', {
    zh: `该客户的记录处于法律保全之下：${names.join('、')}。`,
    en: `The customer's records are under legal hold: ${names.join(', ')}.`,
  })
}

export const noSuchErasure = (id: string) =>
  new Refused('no-such-record', { zh: `没有删除请求 ${id}。`, en: `There is no erasure ${id}.` })

export const ownErasure = () =>
  new Refused('second-person-needed', {
    zh: '删除请求由你提出，须由另一人确认。',
    en: 'You requested this erasure; another person must confirm it.',
  })

export const otherCustomer = () =>
  new Refused('other-customer', {
    zh: '所填的客户键与删除请求中的不是同一位客户。',
    en: 'The customer key is not that of the customer whose erasure was requested.',
  })
