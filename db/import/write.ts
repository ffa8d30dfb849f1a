import type { D1Database } from '@cloudflare/workers-types'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { IdentifierLink } from '../../worker/contract/identity.ts'
import { GENERATOR, type Lineage } from '../../worker/contract/lineage.ts'
import { type Binding, type Database, openDatabase, runSql } from '../../worker/services/database.ts'
import { eventsCame } from '../../worker/services/facts/events-came.ts'
import { type FoldRules, refold } from '../../worker/services/facts/refold.ts'
import { walkAnew } from '../../worker/services/facts/walk-anew.ts'
import { WRITERS as writers } from '../../worker/services/ingest/chunk.ts'
import { noteDays } from '../../worker/services/ingest/event-days.ts'
import { listOf, type Target } from '../../worker/services/ingest/write/target.ts'
import { countsOf, type Fewer, fewerIn, LIVE_ROWS, type Rows } from '../../worker/services/loads/fewer.ts'
import { noteHad } from '../../worker/services/loads/had.ts'
import { HOLDS, retireSome } from '../../worker/services/loads/retire.ts'
import { patiently } from '../local.ts'
import { ImportError } from './error.ts'

export interface CustomerRow {
  key: string
  facts: Facts
  /** Where facts are from that are not of the load's own moment. */
  lineage: Lineage | null
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

const INSERT_CUSTOMERS = `INSERT INTO customer (key, load_id, facts, facts_as_of, lineage)
  SELECT value ->> 0, ?2, value ->> 1, ?3, value ->> 2 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`

/** What the edge's services write with. */
export const servicesOn = (db: D1Database): Database => openDatabase(db as unknown as Binding)

const targetOf = ({ id, datasetId }: Load): Target => ({
  dataset: datasetId,
  loadId: id,
  live: false,
  rotation: null,
  now: new Date().toISOString(),
})

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

/** Kinds of which there are fewer than half of the rows that readers see. */
export async function fewerThanLive(db: D1Database, { id, datasetId }: Load): Promise<Fewer[]> {
  const own = await db
    .prepare(`SELECT ${countsOf('?1')}`)
    .bind(id)
    .first<Rows>()
  const live = await db.prepare(LIVE_ROWS).bind(datasetId).first<Rows>()
  return own && live ? fewerIn(own, live) : []
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
  const values = rows.map((row) => JSON.stringify([row.key, row.facts, row.lineage]))
  for (const json of jsonBatches(values)) {
    await patiently(() => db.prepare(INSERT_CUSTOMERS).bind(json, load.id, asOf).run())
  }
}

/** Writes events as the edge does that gets them from the bank's systems, and marks their customers to be folded. */
export async function writeEvents(db: D1Database, load: Load, rows: readonly EventRow[]): Promise<void> {
  const values = rows.map(({ id, customerKey, at, channel, kind, amount, detail }) =>
    JSON.stringify([id, customerKey, at, channel, kind, amount, detail]),
  )
  const keys = [...new Set(rows.flatMap(({ customerKey }) => customerKey ?? []))]
  const [services, target] = [servicesOn(db), targetOf(load)]
  for (const batch of batches(values)) {
    const { days = [] } = await patiently(() => writers.events(services, target, batch, keys))
    await patiently(() => runSql(services, noteDays(load.id, days, null)))
  }
}

/** Values that facts of live customers had from a moment on. */
export interface FactRow {
  key: string
  attribute: string
  /** ISO moment. */
  at: string
  value: unknown
}

/** Writes what facts were, as the edge does that hears of it from the bank's systems: later values stay, the others become history. */
export async function writeHistory(db: D1Database, load: Load, rows: readonly FactRow[]): Promise<void> {
  const drop = 'DELETE FROM fact_change WHERE dataset_id = ?1 AND source IN (?1, ?2)'
  await patiently(() => db.prepare(drop).bind(load.datasetId, GENERATOR).run())
  const values = rows.map(({ key, attribute, at, value }) =>
    JSON.stringify([key, attribute, at, load.datasetId, JSON.stringify(value)]),
  )
  const keys = [...new Set(rows.map(({ key }) => key))]
  const [services, target] = [servicesOn(db), { ...targetOf(load), live: true }]
  for (const batch of batches(values)) await patiently(() => writers.customers(services, target, batch, keys))
}

/** Writes ways from other numbers to customers; values: `[hash, key, kind, role, certain, source, at]`. */
export async function writeIdentifiers(
  db: D1Database,
  load: Load,
  rows: readonly IdentifierLink[],
): Promise<void> {
  const values = rows.map(({ hash, customerKey, kind, role, certain, source, at }) =>
    JSON.stringify([hash, customerKey, kind, role, certain ? 1 : 0, source, at]),
  )
  const [services, target] = [servicesOn(db), targetOf(load)]
  for (const batch of batches(values)) await patiently(() => writers.identifiers(services, target, batch, []))
}

/** Folds the facts that the catalogue makes from events. */
export async function foldLoad(
  db: D1Database,
  load: Load,
  { asOf, currency }: Pick<Finish, 'asOf' | 'currency'>,
  rules: FoldRules,
): Promise<void> {
  const target = { loadId: load.id, dataset: load.datasetId, asOf, currency }
  const services = servicesOn(db)
  for (let some = -1; some !== 0; ) some = await patiently(() => refold(services, target, rules, new Date()))
}

const jsonBatches = (values: readonly string[]): string[] => [...batches(values)].map(listOf)

/** Pieces of `values`, each within what one bound value may hold. */
function* batches(values: readonly string[]): Generator<string[]> {
  let batch: string[] = []
  let characters = 0
  for (const value of values) {
    if (batch.length && (batch.length === ROWS || characters + value.length > CHARACTERS)) {
      yield batch
      batch = []
      characters = 0
    }
    batch.push(value)
    characters += value.length
  }
  if (batch.length) yield batch
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
  const done = `UPDATE load SET state = 'done', finished_at = ?2, summary = json_patch(coalesce(summary, '{}'), ?3)
    WHERE id = ?1`
  const now = new Date().toISOString()
  const had = noteHad(load.datasetId, load.id)
  const anew = walkAnew(load.datasetId)
  const came = eventsCame(load.datasetId, load.id, now)
  const walk = () => db.prepare(anew.text).bind(...anew.values)
  await patiently(() =>
    db.batch([
      db.prepare(had.text).bind(...had.values),
      walk(),
      db.prepare(swap).bind(load.datasetId, load.id, finish.asOf, finish.currency),
      ...(finish.events > 0 ? [db.prepare(came.text).bind(...came.values)] : []),
      walk(),
      db.prepare(done).bind(load.id, now, JSON.stringify(finish.summary)),
    ]),
  )
}

/**
 * Removes every other load of the dataset; what it had otherwise becomes history. While there is a legal hold on any of
 * them, that is left to retention.
 */
export async function dropOtherLoads(db: D1Database, load: Load): Promise<void> {
  if (await db.prepare(`${HOLDS} LIMIT 1`).first()) return
  const sql = 'SELECT id FROM load WHERE dataset_id = ?1 AND id <> ?2'
  const others = await db.prepare(sql).bind(load.datasetId, load.id).all<{ id: string }>()
  for (const { id } of others.results) await dropLoad(db, id)
}

/** Removes a load that is not live, some thousand rows at a time. */
export async function dropLoad(db: D1Database, loadId: string): Promise<void> {
  const services = servicesOn(db)
  while (await patiently(() => retireSome(services, loadId, new Date())));
}
