import { eq } from 'drizzle-orm'
import { objection } from '../../../db/schema/tables.ts'
import type { Objection, ObjectionState } from '../../contract/objection.ts'
import { commitTo } from '../access/commitment.ts'
import { keepCustomers } from '../access/record.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'

/** Who says it, what, and when it came. */
interface Saying {
  action: 'record' | 'take-back'
  by: string
  /** ISO time of receipt. */
  at: string
}

type Row = typeof objection.$inferSelect

/**
 * Keeps that a customer refuses targeted tips, or does so no more. What is so already, or was said before what is
 * known, changes nothing and is no entry of the chain: the same may be sent again. A browser's clock that runs ahead
 * makes it no later than now.
 * @returns how things stand then
 * @throws DatabaseUnavailable
 */
export function recordObjection(
  db: Database,
  { customerKey, at: saidAt }: Objection,
  { action, by, at }: Saying,
): Promise<ObjectionState> {
  const said = new Date(Math.min(Date.parse(saidAt), Date.parse(at))).toISOString()
  return retried(async () => {
    const [[row], [last]] = await db.batch([standing(db, customerKey), lastEntry(db)])
    const next = action === 'record' ? refused(row, customerKey, said, by) : takenBack(row, said, by)
    if (!next) return stateOf(row)
    const commitment = await commitTo(customerKey)
    const subject = `customer/${commitment.commitment}`
    const fact = {
      at,
      actor: by,
      origin: db.origin,
      action: `objection.${action}`,
      subject,
      detail: '',
      before: '',
      after: '',
    }
    await db.batch([
      addEntry(db, await entryAfter(last, fact)),
      keepCustomers(db, [commitment]),
      db.insert(objection).values(next).onConflictDoUpdate({ target: objection.customerKey, set: next }),
    ])
    return stateOf(next)
  })
}

const standing = (db: Database, customerKey: string) =>
  db.select().from(objection).where(eq(objection.customerKey, customerKey))

function refused(row: Row | undefined, customerKey: string, at: string, recordedBy: string): Row | null {
  if (row && (row.takenBackAt === null || row.takenBackAt > at)) return null
  return { customerKey, at, recordedBy, takenBackAt: null, takenBackBy: null }
}

function takenBack(row: Row | undefined, at: string, by: string): Row | null {
  return row?.takenBackAt === null && row.at <= at ? { ...row, takenBackAt: at, takenBackBy: by } : null
}

const stateOf = (row: Row | undefined): ObjectionState => ({
  refusedAt: row?.takenBackAt === null ? row.at : null,
})
