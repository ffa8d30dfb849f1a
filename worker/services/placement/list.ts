import type { DatabaseList } from '../../contract/databases.ts'
import { type Database, runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { obstacleOf } from './moving/step.ts'

/** A bucket, where it stands and where it is to go. */
export interface Placed {
  bucket: number
  database: string
  /** Null: it stays. */
  target: string | null
}

const PLACED = `SELECT p.bucket, p.database, m.target FROM placement p
  LEFT JOIN bucket_move m ON m.bucket = p.bucket ORDER BY p.bucket`

/** The statement that reads where every bucket stands. */
export async function placedBuckets(playbook: Database): Promise<Placed[]> {
  const [found] = await runSql<Placed>(playbook, [{ text: PLACED, values: [] }])
  return found?.results ?? []
}

/**
 * Databases of customers with their buckets, and the move that is under way.
 * @throws DatabaseUnavailable
 */
export async function listDatabases(databases: Databases): Promise<DatabaseList> {
  const placed = await placedBuckets(databases.playbook)
  const count = (which: (one: Placed) => boolean) => placed.filter(which).length
  const all = databases.customers.map(({ name }) => ({
    name,
    buckets: count(({ database }) => database === name),
    coming: count(({ database, target }) => target === name && database !== name),
    leaving: count(({ database, target }) => target !== null && target !== name && database === name),
  }))
  return { databases: all, moving: await movingNow(databases) }
}

async function movingNow(databases: Databases): Promise<DatabaseList['moving']> {
  const found = await obstacleOf(databases)
  if (!found) return null
  const { from, to, bucket, waitsFor } = found
  const target = databases.customers.find(({ name }) => name === to)
  const [rows] = target
    ? await runSql<{ n: number }>(target, [
        { text: 'SELECT count(*) AS n FROM arriving_row WHERE bucket = ?1', values: [bucket] },
      ])
    : []
  return { from, to, waitsFor, arrived: rows?.results[0]?.n ?? 0 }
}
