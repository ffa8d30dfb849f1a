import type { SegmentationList, SegmentationRun } from '../../contract/segmentation.ts'
import type { Database } from '../database.ts'
import { noSuchRun } from './refusals.ts'
import { toRun } from './row.ts'
import { listedRuns, runOf } from './sql/runs.ts'

/**
 * Runs, newest first; those that compute, wait or are live are always among them.
 * @throws DatabaseUnavailable
 */
export async function listRuns(db: Database): Promise<SegmentationList> {
  const [rows] = await db.batch([listedRuns(db)])
  return { runs: rows.toSorted((a, b) => b.id - a.id).map(toRun) }
}

/** @throws Refused where there is no such run, DatabaseUnavailable */
export async function readRun(db: Database, id: number): Promise<SegmentationRun> {
  const [[row]] = await db.batch([runOf(db, id)])
  if (!row) throw noSuchRun(id)
  return toRun(row)
}
