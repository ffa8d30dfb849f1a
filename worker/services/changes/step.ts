import { change, changeStep } from '../../../db/schema/tables.ts'
import type { Database, Statement } from '../database.ts'
import type { ChangeRow, StepRow } from './row.ts'

export type Step = Pick<StepRow, 'action' | 'by' | 'at'> & Partial<Pick<StepRow, 'comment' | 'written'>>

/** The change after one more step. */
export const stepped = (row: ChangeRow, at: string, otherwise: Partial<ChangeRow>): ChangeRow => ({
  ...row,
  ...otherwise,
  revision: row.revision + 1,
  updatedAt: at,
})

/** Statements of a step. Its key lets one step follow each revision: the batch of a second one fails (KeyTaken). */
export const stepping = (db: Database, row: ChangeRow, step: Step): [Statement, Statement] => [
  db.insert(changeStep).values({ changeId: row.id, revision: row.revision, ...step }),
  db.insert(change).values(row).onConflictDoUpdate({ target: change.id, set: row }),
]
