import { eq } from 'drizzle-orm'
import { auditCustomer, erasure } from '../../../db/schema/tables.ts'
import type { Erasure } from '../../contract/records.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { keysOf } from '../customers/keys-of.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { retried } from '../retried.ts'
import { holdsOn, noSuchErasure, otherCustomer, ownErasure, refuseHeld } from './refusals.ts'
import { findErasure, toErasure } from './row.ts'
import { type Counts, countsOf, erasing, noted } from './rows.ts'

/**
 * Erases a customer's records, and with them those of all who were merged into that one: the second person names any of
 * them again. What other databases have, such as the
 * commitments of a customer who has moved, goes first and is found again if a stop comes between; the customer's own
 * database does the rest in one batch. Chains and access logs stay as they are and say from then on that something was of
 * somebody. Done before, it stays as it is.
 * @throws Refused, DatabaseUnavailable; then the customer's own database has everything still
 */
export async function confirmErasure(
  databases: Databases,
  id: string,
  customerKey: string,
  by: string,
  at: string,
): Promise<Erasure> {
  const found = await findErasure(databases, id)
  if (!found) throw noSuchErasure(id)
  const { db } = found
  const act = { id, customerKey, by, at }
  const judged = await judge(db, act)
  if (judged) {
    const others = databases.customers.filter((one) => one !== db)
    const elsewhere = await Promise.all(others.map((one) => eraseElsewhere(one, judged, act)))
    await eraseOwn(db, act, elsewhere)
  }
  const [[done]] = await db.batch([db.select().from(erasure).where(eq(erasure.id, id))])
  if (!done) throw noSuchErasure(id)
  return toErasure(done)
}

interface Act {
  id: string
  customerKey: string
  by: string
  at: string
}

/** @returns the request, the customer's keys and the end of the chain; null: it is done */
async function judge(db: Database, { id, customerKey, by }: Act) {
  const [[row], [whom], holds, keys, [last]] = await db.batch([
    db.select().from(erasure).where(eq(erasure.id, id)),
    db
      .select({ customerKey: auditCustomer.customerKey })
      .from(auditCustomer)
      .innerJoin(erasure, eq(erasure.commitment, auditCustomer.commitment))
      .where(eq(erasure.id, id)),
    holdsOn(db, customerKey),
    keysOf(db, customerKey),
    lastEntry(db),
  ])
  if (!row) throw noSuchErasure(id)
  if (row.finishedAt) return null
  if (row.requestedBy === by) throw ownErasure()
  const all = [...new Set([customerKey, ...keys.map(({ key }) => key)])]
  if (!whom || !all.includes(whom.customerKey)) throw otherCustomer()
  refuseHeld(holds)
  return { row, keys: all, last }
}

type Judged = NonNullable<Awaited<ReturnType<typeof judge>>>

const entryOf = ({ id, by, at }: Act, { row }: Judged, origin: string) => ({
  ...{ at, actor: by, action: 'erasure.confirm', subject: `customer/${row.commitment}` },
  ...{ detail: `erasure/${id}`, before: '', after: '', origin },
})

function eraseOwn(db: Database, act: Act, elsewhere: readonly Counts[]): Promise<void> {
  return retried(async () => {
    const judged = await judge(db, act)
    if (!judged) return
    const { row, keys, last } = judged
    const entry = await entryAfter(last, entryOf(act, judged, db.origin))
    await db.batch([
      noted(db, { ...row, confirmedBy: act.by, finishedAt: act.at }, keys, elsewhere),
      ...erasing(db, keys),
      addEntry(db, entry),
    ])
  })
}

/** @returns how many rows went, by table; empty where there were none */
function eraseElsewhere(db: Database, judged: Judged, act: Act): Promise<Counts> {
  return retried(async () => {
    const [[counts], holds, [last]] = await db.batch([
      countsOf(db, judged.keys),
      holdsOn(db, act.customerKey),
      lastEntry(db),
    ])
    const there = JSON.parse(counts?.counts ?? '{}') as Counts
    if (Object.values(there).every((count) => count === 0)) return {}
    refuseHeld(holds)
    const entry = await entryAfter(last, entryOf(act, judged, db.origin))
    await db.batch([addEntry(db, entry), ...erasing(db, judged.keys)])
    return there
  })
}
