import type { Database } from '../database.ts'
import { anyMember, dropMembers } from './sql/members.ts'
import { putRun, undroppedRun } from './sql/runs.ts'

/** Rows that one batch deletes. */
const MOST = 20_000

/**
 * Drops a stretch of the members of a run that is over.
 * @returns whether there may be more
 * @throws DatabaseUnavailable
 */
export async function dropClosed(db: Database): Promise<boolean> {
  const [[row]] = await db.batch([undroppedRun(db)])
  if (!row) return false
  const [, [left]] = await db.batch([dropMembers(db, row.id, MOST), anyMember(db, row.id)])
  if (left?.some === 0) await db.batch([putRun(db, { ...row, work: '', dropped: true })])
  return true
}
