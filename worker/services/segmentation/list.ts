import type { SegmentationList, SegmentationRun } from '../../contract/segmentation.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { noSuchRun } from './refusals.ts'
import { toRun } from './row.ts'
import { liveLoads } from './sql/customers.ts'
import { listedRuns, type RunRow, runOf } from './sql/runs.ts'

/**
 * Runs, newest first; those that compute, wait or are live are always among them.
 * @throws DatabaseUnavailable
 */
export async function listRuns(databases: Databases): Promise<SegmentationList> {
  const db = databases.playbook
  const [rows] = await db.batch([listedRuns(db)])
  return { runs: rows.toSorted((a, b) => b.id - a.id).map(toRun), behind: await behind(databases, rows) }
}

async function behind(databases: Databases, rows: readonly RunRow[]): Promise<number[]> {
  const waiting = rows.filter(({ state }) => state === 'preview')
  if (waiting.length === 0) return []
  const now = await liveLoads(databases)
  return waiting.filter(({ loads }) => loads !== now).map(({ id }) => id)
}

/** @throws Refused where there is no such run, DatabaseUnavailable */
export async function readRun(db: Database, id: number): Promise<SegmentationRun> {
  const [[row]] = await db.batch([runOf(db, id)])
  if (!row) throw noSuchRun(id)
  return toRun(row)
}
