import { sql } from 'drizzle-orm'
import { customer, dataset, load, objection } from '../../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../../database.ts'
import type { Databases } from '../../databases.ts'
import { overCustomers, stretchOver } from '../../over-customers.ts'

/** A customer of the loads that a run reads. */
export interface CustomerRow {
  key: string
  facts: string
  /** Load it stands in, and the moment of its dataset (ISO). */
  loadId: string
  asOf: string
  /** JSON of contract Lineage, or null. */
  lineage: string | null
  /** ISO 4217 of its amounts. */
  currency: string
  /** 1: refused targeted tips. */
  objected: number
  /** When that load was finished (ISO); the latest decides. */
  finishedAt: string
}

/**
 * The next customers by key. A key in several datasets comes once, from the load that finished last.
 * @param loads JSON list of loads
 * @param now ISO time: of datasets that are of no moment of their own
 */
export const customersAfter = (
  db: Database,
  { loads, after, now, most }: { loads: string; after: string; now: string; most: number },
) =>
  rowsOf<CustomerRow>(
    db,
    ['key', 'facts', 'loadId', 'asOf', 'lineage', 'currency', 'objected', 'finishedAt'],
    sql`
    select c.key, c.facts, c.load_id as loadId, coalesce(d.as_of, ${now}) as asOf, c.lineage, d.currency,
      exists(select 1 from ${objection} o where o.customer_key = c.key and o.taken_back_at is null) as objected,
      max(coalesce(l.finished_at, '')) as finishedAt
    from ${customer} c cross join ${load} l on l.id = c.load_id cross join ${dataset} d on d.id = l.dataset_id
    where c.key > ${after} and +c.load_id in (select value from json_each(${loads}))
    group by c.key order by c.key limit ${most}`,
  )

/**
 * The next customers of all databases by key, and whether there are more.
 * @throws DatabaseUnavailable
 */
export const nextCustomers = (
  databases: Databases,
  asked: { loads: string; after: string; now: string; most: number },
) =>
  stretchOver(databases, asked.most, async (db, most) => {
    const [rows] = await db.batch([customersAfter(db, { ...asked, most })])
    return rows
  })

const loadsIn = (db: Database) =>
  rowsOf<{ load: string }>(
    db,
    ['load'],
    sql`select live_load as load from ${dataset} where live_load is not null`,
  )

/**
 * Loads that are live now in any database, as a JSON list in their order.
 * @throws DatabaseUnavailable
 */
export async function liveLoads(databases: Databases): Promise<string> {
  const [rows] = await overCustomers(databases, (db) => db.batch([loadsIn(db)]))
  return JSON.stringify([...new Set(rows.map(({ load }) => load))].toSorted())
}

/** @returns customers of the live loads, each once. @throws DatabaseUnavailable */
export async function countCustomers(databases: Databases): Promise<number> {
  const [rows] = await overCustomers(databases, (db) => db.batch([countedIn(db)]))
  return rows.reduce((sum, { total }) => sum + total, 0)
}

const countedIn = (db: Database) =>
  rowsOf<{ total: number }>(
    db,
    ['total'],
    sql`select count(distinct key) as total from ${customer}
      where +load_id in (select live_load from ${dataset})`,
  )
