import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { BenchEvent } from './events.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations')

/** Milliseconds SQLite takes for the same rows into the same tables, one prepared statement, one transaction. */
export function importPlainly(events: readonly BenchEvent[]): number {
  const dir = mkdtempSync(join(tmpdir(), 'fineline-sqlite-'))
  const db = new DatabaseSync(join(dir, 'plain.db'))
  try {
    const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
    for (const name of files.sort()) db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
    db.exec('PRAGMA journal_mode = WAL')
    const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    const start = performance.now()
    db.exec('BEGIN')
    for (const { id, customerKey, at, channel, kind, amount, detail } of events) {
      insert.run('plain', id, customerKey, at, channel, kind, amount, JSON.stringify(detail))
    }
    db.exec('COMMIT')
    return performance.now() - start
  } finally {
    db.close()
    rmSync(dir, { recursive: true })
  }
}
