import { dropAll } from '../sql/members.ts'
import { insertScores } from '../sql/rfm.ts'
import type { Work } from './step.ts'

/** Recency, frequency and amount: one statement over all events, whole or not at all. */
export const score: Work = async ({ db, row }) => ({
  row: { ...row, phase: 'finish', done: row.total },
  statements: [dropAll(db, row.id), insertScores(db, { id: row.id, loads: row.loads, now: row.startedAt })],
})
