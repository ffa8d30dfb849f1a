import type { AuditEntry } from '../../contract/audit.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database, Statement } from '../database.ts'
import type { Databases } from '../databases.ts'
import { noSuchRun } from './refusals.ts'
import { dropSteps, openRuns, putRun, type RunRow, runOf, takeStep } from './sql/runs.ts'

/** Who does something to a run, and when (ISO). */
export interface RunAct {
  id: number
  /** Subject of the token. */
  by: string
  at: string
}

/**
 * A run, the open ones of its model and the end of the audit chain.
 * @throws Refused where there is no such run, DatabaseUnavailable
 */
export async function findRun(databases: Databases, id: number) {
  const db = databases.playbook
  const [[row], [last], ...open] = await db.batch([
    runOf(db, id),
    lastEntry(db),
    openRuns(db, 'rfm'),
    openRuns(db, 'clusters'),
    openRuns(db, 'life-cycle'),
  ])
  if (!row) throw noSuchRun(id)
  const others = open.flat().filter((one) => one.model === row.model && one.id !== id)
  return { row, others, last }
}

/**
 * Writes what a person did to a run with its audit entry, in one batch. It takes the run's next step, so that whoever
 * still computes it, or is quicker, makes the other fail.
 * @param first what must be written before
 * @throws KeyTaken where anything of it was overtaken; then nothing was written
 */
export async function writeMove(
  db: Database,
  { before, after, last }: { before: RunRow; after: RunRow; last: AuditEntry | undefined },
  { action, by, at }: { action: string; by: string | null; at: string },
  first: readonly Statement[] = [],
): Promise<void> {
  const entry = await entryAfter(last, {
    ...{
      at,
      actor: by,
      origin: db.origin,
      action: `segmentation.${action}`,
      subject: `segmentation/${after.id}`,
    },
    detail: `${after.model} ${before.state}>${after.state}`,
    before: '',
    after: await digestOfContent(JSON.parse(after.result)),
  })
  await db.batch([
    takeStep(db, before),
    ...first,
    putRun(db, after),
    dropSteps(db, before),
    addEntry(db, entry),
  ])
}

/** A run that is over: its next step is taken, nothing of its own state is kept. */
export const closed = (row: RunRow, state: 'replaced' | 'failed' | 'discarded', at: string): RunRow => ({
  ...row,
  state,
  step: row.step + 1,
  closedAt: at,
})
