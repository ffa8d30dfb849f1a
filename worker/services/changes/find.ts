import { asc, eq } from 'drizzle-orm'
import { change, changeStep } from '../../../db/schema/tables.ts'
import type { ChangeHistory } from '../../contract/change.ts'
import { lastEntry } from '../audit/append.ts'
import type { Database } from '../database.ts'
import { currentVersion } from '../playbook/current.ts'
import { noSuchChange } from './refusals.ts'
import { toHistory } from './row.ts'

/**
 * A change with its steps, the version in force and the end of the audit chain, all of one moment.
 * @throws Refused where there is no such change, DatabaseUnavailable
 */
export async function findChange(db: Database, id: string) {
  const steps = db.select().from(changeStep).where(eq(changeStep.changeId, id))
  const [[row], taken, [published], [last]] = await db.batch([
    db.select().from(change).where(eq(change.id, id)),
    steps.orderBy(asc(changeStep.revision)),
    currentVersion(db),
    lastEntry(db),
  ])
  if (!row) throw noSuchChange(id)
  return { row, steps: taken, published, last }
}
export type Found = Awaited<ReturnType<typeof findChange>>

/**
 * A change and all that became of it.
 * @throws Refused where there is no such change, DatabaseUnavailable
 */
export async function readChange(db: Database, id: string): Promise<ChangeHistory> {
  const { row, steps } = await findChange(db, id)
  return toHistory(row, steps)
}
