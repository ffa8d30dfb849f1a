import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')
const NAME = '0016_events.sql'
const text = (name: string) => readFileSync(join(MIGRATIONS, name), 'utf8')

it('what came into a live load before it was noted when: the last batch with news, or when it went live', () => {
  const db = new DatabaseSync(':memory:')
  const before = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql') && name < NAME)
  for (const name of before.toSorted()) db.exec(text(name))
  const base = (id: string, asOf: string | null, events: number) => {
    db.prepare("insert into dataset values (?, ?, ?, 'CNY')").run(id, `${id}/1`, asOf)
    db.prepare(
      "insert into load (id, dataset_id, state, started_at, finished_at, summary) values (?, ?, 'done', '', '2026-11-01', ?)",
    ).run(`${id}/1`, id, JSON.stringify({ events }))
  }
  const batch = (dataset: string, load: string, kind: string, at: string, report: object) =>
    db
      .prepare("insert into ingest_batch values (?, ?, ?, ?, '', ?, ?, null)")
      .run(`${dataset} ${load} ${at}`, dataset, load, kind, at, JSON.stringify(report))
  base('core', null, 5)
  base('cards', null, 0)
  base('fresh', null, 5)
  base('history', '1998-12-31', 5)
  for (const id of ['core', 'cards', 'history'])
    batch(id, `${id}/1`, 'events', '2026-11-20', { rowsIn: 2, taken: 1 })
  batch('core', 'core/1', 'events', '2026-11-21', { rowsIn: 0, taken: 0 })
  batch('core', 'core/1', 'events', '2026-11-22', { rowsIn: 2, taken: 0 })
  batch('core', 'core/1', 'customers', '2026-11-23', { rowsIn: 2, taken: 2 })
  batch('core', 'core/0', 'events', '2026-11-24', { rowsIn: 2, taken: 2 })
  db.exec(text(NAME))
  expect(db.prepare('select id, events_at as at from dataset order by id').all()).toEqual([
    { id: 'cards', at: '2026-11-20' },
    { id: 'core', at: '2026-11-21' },
    { id: 'fresh', at: '2026-11-01' },
    { id: 'history', at: null },
  ])
  db.close()
})
