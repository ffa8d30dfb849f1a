import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { afterAll } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'

/** A migrated local D1 for one test file. */
export async function openTestD1(): Promise<{ db: D1Database; stateDir: string }> {
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-d1-'))
  const { customers: db, migrate, close } = await openLocalD1(stateDir)
  afterAll(async () => {
    await close()
    await rm(stateDir, { recursive: true, force: true })
  })
  await migrate()
  return { db, stateDir }
}

const TABLES = ['dataset', 'load', 'customer', 'event'] as const

export async function clear(db: D1Database): Promise<void> {
  await db.batch([...TABLES, 'event_day'].map((table) => db.prepare(`DELETE FROM ${table}`)))
}

/** Everything stored, times of running aside. */
export async function dump(db: D1Database): Promise<Record<string, unknown[]>> {
  const select = {
    dataset: 'SELECT * FROM dataset ORDER BY id',
    load: 'SELECT id, dataset_id, state, summary FROM load ORDER BY id',
    customer: 'SELECT * FROM customer ORDER BY load_id, key',
    event: 'SELECT * FROM event ORDER BY load_id, id',
  }
  const results = await db.batch(TABLES.map((table) => db.prepare(select[table])))
  return Object.fromEntries(TABLES.map((table, i) => [table, results[i]?.results ?? []]))
}

/** What readers see of a dataset: only the live load. */
export async function visible(db: D1Database, dataset: string): Promise<unknown[]> {
  const sql = `SELECT key, facts, facts_as_of FROM customer JOIN dataset ON live_load = load_id
    WHERE dataset.id = ?1 ORDER BY key`
  return (await db.prepare(sql).bind(dataset).all()).results
}
