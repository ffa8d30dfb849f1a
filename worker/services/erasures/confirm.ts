import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { auditCustomer, erasure, keyPair, objection } from '../../../db/schema/tables.ts'
import type { Erasure } from '../../contract/records.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { CUSTOMER_TABLES, type CustomerTable } from '../customers/tables.ts'
import type { Database, Statement } from '../database.ts'
import { retried } from '../retried.ts'
import { oneKey, pairsOf } from '../rotations/aliases.ts'
import { holdsOn, noSuchErasure, otherCustomer, ownErasure, refuseHeld } from './refusals.ts'
import { type ErasureRow, toErasure } from './row.ts'

/**
 * Erases a customer's records, all in one batch: the second person names the customer again. Chain and access log stay as
 * they are and say from then on that something was of somebody. Done before, it stays as it is.
 * @throws Refused, DatabaseUnavailable; then nothing was erased
 */
export async function confirmErasure(
  db: Database,
  id: string,
  customerKey: string,
  by: string,
  at: string,
): Promise<Erasure> {
  await retried(async () => {
    const { row, whom, holds, pairs, last } = await look(db, id, customerKey)
    if (!row) throw noSuchErasure(id)
    if (row.finishedAt) return
    if (row.requestedBy === by) throw ownErasure()
    const one = oneKey(pairs)
    if (!whom || one(whom.customerKey) !== one(customerKey)) throw otherCustomer()
    refuseHeld(holds)
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: by,
        action: 'erasure.confirm',
        subject: `customer/${row.commitment}`,
        detail: `erasure/${id}`,
      },
      ...{ before: '', after: '', origin: db.origin },
    })
    const keys = [customerKey, ...pairs.flatMap(({ oldKey, newKey }) => [oldKey, newKey])]
    await db.batch([noted(db, row, keys, by, at), ...erasing(db, keys), addEntry(db, entry)])
  })
  const [[done]] = await db.batch([db.select().from(erasure).where(eq(erasure.id, id))])
  if (!done) throw noSuchErasure(id)
  return toErasure(done)
}

async function look(db: Database, id: string, customerKey: string) {
  const [[row], [whom], holds, pairs, [last]] = await db.batch([
    db.select().from(erasure).where(eq(erasure.id, id)),
    db
      .select({ customerKey: auditCustomer.customerKey })
      .from(auditCustomer)
      .innerJoin(erasure, eq(erasure.commitment, auditCustomer.commitment))
      .where(eq(erasure.id, id)),
    holdsOn(db, customerKey),
    pairsOf(db, [customerKey]),
    lastEntry(db),
  ])
  return { row, whom, holds, pairs, last }
}

const TABLES = Object.keys(CUSTOMER_TABLES) as CustomerTable[]

/** A refusal that still stands stays: forgotten, it would be broken as soon as the bank sends the customer again. */
const doomed = (name: CustomerTable, keys: readonly string[]): SQL => {
  const ofThem = inArray(
    CUSTOMER_TABLES[name].key,
    sql`(select value from json_each(${JSON.stringify(keys)}))`,
  )
  return name === 'objection' ? sql`${ofThem} and ${objection.takenBackAt} is not null` : ofThem
}

/** Counted by the database in the batch that erases: what is told is what was done. */
function noted(db: Database, row: ErasureRow, keys: readonly string[], by: string, at: string): Statement {
  const kept = sql`(select count(*) from ${objection} where ${objection.customerKey} in
    (select value from json_each(${JSON.stringify(keys)})) and ${objection.takenBackAt} is null)`
  const counts = TABLES.map(
    (name) =>
      sql`${sql.raw(`'${name}'`)}, (select count(*) from ${CUSTOMER_TABLES[name].table} where ${doomed(name, keys)})`,
  )
  const summary = sql<string>`json_object(${sql.join(counts, sql`, `)}, 'kept', ${kept})`
  return db.update(erasure).set({ confirmedBy: by, finishedAt: at, summary }).where(eq(erasure.id, row.id))
}

const erasing = (db: Database, keys: readonly string[]): Statement[] => [
  ...TABLES.map((name) => db.delete(CUSTOMER_TABLES[name].table).where(doomed(name, keys))),
  db
    .delete(keyPair)
    .where(sql`${inArray(keyPair.oldKey, [...keys])} or ${inArray(keyPair.newKey, [...keys])}`),
]
