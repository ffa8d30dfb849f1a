import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { dropMembers, runsPresent } from './sql/members.ts'
import { closedAmong, liveRuns, putRun, undroppedRun } from './sql/runs.ts'

/** Rows that one batch deletes. */
const MOST = 20_000

/**
 * Drops a stretch of the members of runs that are over, in each database. A run that a database still takes for live stays
 * there until it has heard of the one after.
 * @returns whether there may be more
 * @throws DatabaseUnavailable
 */
export async function dropClosed(databases: Databases): Promise<boolean> {
  const { playbook, customers } = databases
  const found = await Promise.all(customers.map((db) => dropIn(db, playbook)))
  if (found.some(({ dropped }) => dropped)) return true
  const [[row]] = await playbook.batch([undroppedRun(playbook)])
  if (!row || found.some(({ present }) => present.includes(row.id))) return false
  await playbook.batch([putRun(playbook, { ...row, work: '', dropped: true })])
  return true
}

async function dropIn(db: Database, playbook: Database): Promise<{ present: number[]; dropped: boolean }> {
  const [ids, live] = await db.batch([runsPresent(db), liveRuns(db)])
  const present = ids.map(({ id }) => id)
  const [closed] = await playbook.batch([closedAmong(playbook, present)])
  const over = closed.find(({ id }) => !live.some((one) => one.id === id))
  if (over) await db.batch([dropMembers(db, over.id, MOST)])
  return { present, dropped: over !== undefined }
}
