import { inArray } from 'drizzle-orm'
import { objection } from '../../../db/schema/tables.ts'
import type { Objection, ObjectionState } from '../../contract/objection.ts'
import { commitTo } from '../access/commitment.ts'
import { keepCustomers } from '../access/record.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import { type Database, runSql, type Sql, sqlOf } from '../database.ts'
import type { Databases } from '../databases.ts'
import { rekeyRefusals } from '../ingest/write/rekey.ts'
import { finalKeys } from '../ingest/write/target.ts'
import { retried } from '../retried.ts'
import { aliased } from '../rotations/aliases.ts'
import { homesOf } from '../rotations/homes.ts'

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
 * makes it no later than now. While keys are being changed it may have been said under the other key, in another database;
 * of a customer merged into another it is said of that one.
 * @returns how things stand then
 * @throws DatabaseUnavailable; then the same may be said again
 */
export async function recordObjection(
  databases: Databases,
  objected: Objection,
  saying: Saying,
): Promise<ObjectionState> {
  const said = new Date(Math.min(Date.parse(objected.at), Date.parse(saying.at))).toISOString()
  const { key: customerKey, homes } = await homesOf(databases, objected.customerKey)
  const [own, ...others] = homes
  const elsewhere = await Promise.all(others.map((db) => db.batch([knownOf(db, customerKey)])))
  const known = elsewhere.flatMap(([rows]) => rows)
  if (
    saying.action === 'record' &&
    known.length > 0 &&
    refused(known, customerKey, said, saying.by).length === 0
  )
    return stateOf(known)
  const states: ObjectionState[] = []
  for (const db of saying.action === 'record' ? [own] : [own, ...others])
    states.push(await recordIn(db, customerKey, said, saying))
  return { refusedAt: states.find(({ refusedAt }) => refusedAt !== null)?.refusedAt ?? null }
}

/** Of a customer who was merged into another just now it is said of that one. */
const followMerge = (customerKey: string): Sql[] =>
  rekeyRefusals(finalKeys('?1')).map((text) => ({ text, values: [JSON.stringify([customerKey])] }))

function recordIn(
  db: Database,
  customerKey: string,
  said: string,
  { action, by, at }: Saying,
): Promise<ObjectionState> {
  return retried(async () => {
    const [rows, [last]] = await db.batch([knownOf(db, customerKey), lastEntry(db)])
    const next = action === 'record' ? refused(rows, customerKey, said, by) : takenBack(rows, said, by)
    if (next.length === 0) return stateOf(rows)
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
    const written = [
      addEntry(db, await entryAfter(last, fact)),
      keepCustomers(db, [commitment]),
      ...next.map((row) =>
        db.insert(objection).values(row).onConflictDoUpdate({ target: objection.customerKey, set: row }),
      ),
    ]
    await runSql(db, [...written.map(sqlOf), ...followMerge(customerKey)])
    const untouched = rows.filter((row) => !next.some((one) => one.customerKey === row.customerKey))
    return stateOf([...untouched, ...next])
  })
}

/** While keys are being changed a customer may have said it under either. */
const knownOf = (db: Database, customerKey: string) =>
  db
    .select()
    .from(objection)
    .where(inArray(objection.customerKey, aliased([customerKey])))

function refused(rows: readonly Row[], customerKey: string, at: string, recordedBy: string): Row[] {
  if (rows.some(({ takenBackAt }) => takenBackAt === null || takenBackAt > at)) return []
  return [{ customerKey, at, recordedBy, takenBackAt: null, takenBackBy: null }]
}

const takenBack = (rows: readonly Row[], at: string, by: string): Row[] =>
  rows
    .filter((row) => row.takenBackAt === null && row.at <= at)
    .map((row) => ({ ...row, takenBackAt: at, takenBackBy: by }))

const stateOf = (rows: readonly Row[]): ObjectionState => ({
  refusedAt: rows.find(({ takenBackAt }) => takenBackAt === null)?.at ?? null,
})
