import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { scores } from '../../../worker/services/segmentation/sql/rfm.ts'
import { NOW } from './moment.ts'

/** Seconds that a plain SQLite takes for the same scores, on the file that D1 keeps. */
export function scorePlain(stateDir: string, runId: number): number {
  const folder = join(stateDir, 'v3/d1')
  const db = fileOfCustomers(folder)
  try {
    const { loads } = db
      .prepare('select json_group_array(live_load) as loads from dataset where live_load is not null')
      .get() as { loads: string }
    const { sql, params } = new SQLiteSyncDialect().sqlToQuery(scores({ id: runId, loads, now: NOW }))
    const insert = db.prepare(`insert into segmentation_member (run_id, customer_key, value, basis) ${sql}`)
    const start = performance.now()
    insert.run(...(params as (string | number)[]))
    const ms = performance.now() - start
    db.exec(`delete from segmentation_member where run_id = ${runId}`)
    return ms
  } finally {
    db.close()
  }
}

/** Of the two databases the one with customers. */
function fileOfCustomers(folder: string): DatabaseSync {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((one) => one.endsWith('.sqlite') && !one.includes('metadata'))) {
    const db = new DatabaseSync(join(folder, name))
    const has = (table: string) => db.prepare('select 1 from sqlite_master where name = ?').get(table)
    if (has('customer') && db.prepare('select 1 from customer limit 1').get()) return db
    db.close()
  }
  throw new Error('D1 left no file')
}
