import type { Attribute } from '../../contract/catalogue.ts'
import type { SegmentationList, SegmentationRun } from '../../contract/segmentation.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { overCustomers } from '../over-customers.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import { outdatedAt } from './outdated.ts'
import { noSuchRun } from './refusals.ts'
import { toRun } from './row.ts'
import { decidedForNow, liveLoads } from './sql/customers.ts'
import { listedRuns, type RunRow, runOf } from './sql/runs.ts'

/**
 * Runs, newest first; those that compute, wait or are live are always among them.
 * @throws DatabaseUnavailable
 */
export async function listRuns(databases: Databases, now: Date): Promise<SegmentationList> {
  const db = databases.playbook
  const [rows, [published]] = await db.batch([listedRuns(db), currentVersion(db)])
  const catalogue = published ? (await withContent(db, published)).compiled.playbook.catalogue : []
  return {
    runs: rows.toSorted((a, b) => b.id - a.id).map(toRun),
    behind: await behind(databases, rows),
    old: await old(databases, rows, catalogue, now),
  }
}

/** Groups of history are of its own moment and do not grow old. */
async function old(
  databases: Databases,
  rows: readonly RunRow[],
  catalogue: readonly Attribute[],
  now: Date,
): Promise<number[]> {
  const isOld = (row: RunRow) => outdatedAt(row, catalogue, now.getTime()).group
  const found = rows.filter((row) => row.state === 'live' && isOld(row))
  if (found.length === 0) return []
  const [lives] = await overCustomers(databases, (db) => db.batch([decidedForNow(db)]))
  return lives.length > 0 ? found.map(({ id }) => id) : []
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
