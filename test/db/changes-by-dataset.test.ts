import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')
const NAME = '0011_changes_by_dataset.sql'
const text = (name: string) => readFileSync(join(MIGRATIONS, name), 'utf8')

it('history from before is of the dataset that the customer stands in; of two nobody knows which', () => {
  const db = new DatabaseSync(':memory:')
  const before = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql') && name < NAME)
  for (const name of before.toSorted()) db.exec(text(name))
  const load = db.prepare(
    "insert into load (id, dataset_id, state, started_at) values (?, ?, 'done', '2026-11-01T00:00:00.000Z')",
  )
  for (const [id, dataset] of [
    ['l1', 'home'],
    ['l2', 'home'],
    ['l3', 'abroad'],
  ] as const)
    load.run(id, dataset)
  const customer = db.prepare(
    "insert into customer (key, load_id, facts, facts_as_of) values (?, ?, '{}', '')",
  )
  const stand = { a: ['l1', 'l2'], b: ['l1', 'l3'], c: [] }
  for (const [key, loads] of Object.entries(stand)) {
    for (const one of loads) customer.run(key, one)
    db.prepare(
      "insert into fact_change values (?, 'balance', '2026-11-20', '1', '2', 'core', '2026-11-20')",
    ).run(key)
  }
  db.exec(text(NAME))
  expect(db.prepare('select customer_key, before, after, dataset_id from fact_change').all()).toEqual([
    { customer_key: 'a', before: '1', after: '2', dataset_id: 'home' },
  ])
  db.close()
})
