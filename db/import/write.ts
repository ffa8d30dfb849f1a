import type { D1Database } from '@cloudflare/workers-types'
import type { Facts } from '../../worker/contract/catalogue.ts'
import { patiently } from '../local.ts'
import { ImportError } from './error.ts'

export interface CustomerRow {
  key: string
  facts: Facts
}

export interface EventRow {
  id: string
  customerKey: string | null
  at: string
  channel: string
  kind: string
  amount: number | null
  detail: object | null
}

/** One load of one dataset. Readers see its rows only after `goLive`. */
export interface Load {
  id: string
  datasetId: string
}

const ROWS = 5000
/** A D1 value holds 2 MB; JSON of facts is mostly ASCII. */
const CHARACTERS = 600_000

const INSERT_CUSTOMERS = `INSERT INTO customer (key, load_id, facts, facts_as_of)
  SELECT value ->> 0, ?2, value ->> 1, ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`
const INSERT_EVENTS = `INSERT INTO event (load_id, id, customer_key, at, channel, kind, amount, detail)
  SELECT ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
  FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`

/** The summary of the load if it is the one that readers see, else null. */
export async function liveSummary(db: D1Database, load: Load): Promise<string | null> {
  const sql = `SELECT summary FROM load JOIN dataset ON dataset.live_load = load.id
    WHERE load.id = ?1 AND dataset.id = ?2 AND load.state = 'done'`
  const row = await db.prepare(sql).bind(load.id, load.datasetId).first<{ summary: string | null }>()
  return row ? (row.summary ?? '{}') : null
}

/** How many customers readers see of a dataset; null where they see none of it. */
export async function liveCount(db: D1Database, datasetId: string): Promise<number | null> {
  const sql = `SELECT count(customer.key) AS count FROM dataset JOIN customer ON customer.load_id = dataset.live_load
    WHERE dataset.id = ?1`
  return (await db.prepare(sql).bind(datasetId).first<{ count: number }>())?.count || null
}

/** Remembers that `load` is under way; one that was broken off is gone on with. */
export async function beginLoad(db: D1Database, load: Load): Promise<void> {
  const sql = `INSERT INTO load (id, dataset_id, state, started_at) VALUES (?1, ?2, 'loading', ?3)
    ON CONFLICT (id) DO UPDATE SET state = 'loading', started_at = excluded.started_at`
  await patiently(() => db.prepare(sql).bind(load.id, load.datasetId, new Date().toISOString()).run())
}

/** Writes customers of the load; rows that stand there already stay. `asOf` is ISO. */
export async function writeCustomers(
  db: D1Database,
  load: Load,
  asOf: string,
  rows: readonly CustomerRow[],
): Promise<void> {
  const values = rows.map((row) => JSON.stringify([row.key, row.facts]))
  for (const json of jsonBatches(values)) {
    await patiently(() => db.prepare(INSERT_CUSTOMERS).bind(json, load.id, asOf).run())
  }
}

export async function writeEvents(db: D1Database, load: Load, rows: readonly EventRow[]): Promise<void> {
  const values = rows.map(({ id, customerKey, at, channel, kind, amount, detail }) =>
    JSON.stringify([id, customerKey, at, channel, kind, amount, detail]),
  )
  for (const json of jsonBatches(values)) {
    await patiently(() => db.prepare(INSERT_EVENTS).bind(json, load.id).run())
  }
}

/** JSON arrays of `values`, each within what one bound value may hold. */
function* jsonBatches(values: readonly string[]): Generator<string> {
  let batch: string[] = []
  let characters = 0
  for (const value of values) {
    if (batch.length && (batch.length === ROWS || characters + value.length > CHARACTERS)) {
      yield `[${batch.join()}]`
      batch = []
      characters = 0
    }
    batch.push(value)
    characters += value.length
  }
  if (batch.length) yield `[${batch.join()}]`
}

export interface Finish {
  customers: number
  events: number
  /** ISO moment the dataset is decided for; null is now. */
  asOf: string | null
  currency: string
  summary: object
}

/**
 * Swaps the load in for readers, in one batch. Throws `disturbed` where its rows are not all there.
 * What was live before is removed afterwards by `dropOtherLoads`.
 */
export async function goLive(db: D1Database, load: Load, finish: Finish): Promise<void> {
  const counts = `SELECT (SELECT count(*) FROM customer WHERE load_id = ?1) AS customers,
    (SELECT count(*) FROM event WHERE load_id = ?1) AS events`
  const stored = await db.prepare(counts).bind(load.id).first<{ customers: number; events: number }>()
  if (stored?.customers !== finish.customers || stored.events !== finish.events)
    throw new ImportError('disturbed')
  const swap = `INSERT INTO dataset (id, live_load, as_of, currency) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (id) DO UPDATE SET live_load = ?2, as_of = ?3, currency = ?4`
  const done = `UPDATE load SET state = 'done', finished_at = ?2, summary = ?3 WHERE id = ?1`
  await patiently(() =>
    db.batch([
      db.prepare(swap).bind(load.datasetId, load.id, finish.asOf, finish.currency),
      db.prepare(done).bind(load.id, new Date().toISOString(), JSON.stringify(finish.summary)),
    ]),
  )
}

/** Holds that may keep a customer's facts or events. Whose, row by row, the edge's nightly retention tells. */
const HOLDS = `SELECT 1 FROM legal_hold WHERE released_at IS NULL
  AND (record_class IS NULL OR record_class = 'old-loads') LIMIT 1`

/** Removes every other load of the dataset; while there is a legal hold on any of them, that is left to retention. */
export async function dropOtherLoads(db: D1Database, load: Load): Promise<void> {
  if (await db.prepare(HOLDS).first()) return
  const sql = 'SELECT id FROM load WHERE dataset_id = ?1 AND id <> ?2'
  const others = await db.prepare(sql).bind(load.datasetId, load.id).all<{ id: string }>()
  for (const { id } of others.results) await dropLoad(db, id)
}

/** Removes a load that is not live, some thousand rows at a time. */
export async function dropLoad(db: D1Database, loadId: string): Promise<void> {
  await dropRows(db, 'event', loadId)
  await dropRows(db, 'customer', loadId)
  await patiently(() => db.prepare('DELETE FROM load WHERE id = ?1').bind(loadId).run())
}

async function dropRows(db: D1Database, table: 'event' | 'customer', loadId: string): Promise<void> {
  const sql = `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE load_id = ?1 LIMIT 20000)`
  for (let changes = -1; changes !== 0; ) {
    const result = await patiently(() => db.prepare(sql).bind(loadId).run())
    changes = result.meta.changes
  }
}
