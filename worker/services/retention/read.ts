import { isNull, sql } from 'drizzle-orm'
import { legalHold, retention } from '../../../db/schema/tables.ts'
import { RecordClass, type RetentionPlan } from '../../contract/records.ts'
import type { Database } from '../database.ts'
import { CLASSES } from './classes.ts'

/** Statements that read what somebody has set, and which classes are held whole; the bank's own database says both. */
export const readSet = (db: Database) => db.select().from(retention)
export const readHeld = (db: Database) =>
  db
    .select({ recordClass: legalHold.recordClass })
    .from(legalHold)
    .where(sql`${isNull(legalHold.releasedAt)} and ${isNull(legalHold.customerKey)}`)

export type SetRow = typeof retention.$inferSelect

/** Days by class: what somebody has set, else the standard. */
export const daysOf = (rows: readonly SetRow[], recordClass: RecordClass): number =>
  rows.find((row) => row.recordClass === recordClass)?.days ?? CLASSES[recordClass].standard

/**
 * How long each class of records is kept.
 * @throws DatabaseUnavailable
 */
export async function readRetention(db: Database): Promise<RetentionPlan> {
  const [rows, held] = await db.batch([readSet(db), readHeld(db)])
  const rules = RecordClass.options.map((recordClass) => {
    const set = rows.find((row) => row.recordClass === recordClass)
    return {
      ...CLASSES[recordClass],
      recordClass,
      days: daysOf(rows, recordClass),
      setBy: set?.setBy ?? null,
      setAt: set?.setAt ?? null,
      held: held.some((one) => one.recordClass === null || one.recordClass === recordClass),
    }
  })
  return { rules }
}
