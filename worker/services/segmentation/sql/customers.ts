import { sql } from 'drizzle-orm'
import { customer, dataset, load, objection } from '../../../../db/schema/tables.ts'
import type { Facts } from '../../../contract/catalogue.ts'
import { type Database, rowsOf } from '../../database.ts'
import type { Databases } from '../../databases.ts'
import { companionsTogether, knownFacts, type Said } from '../../facts/companions.ts'
import { saidObject } from '../../facts/companions-sql.ts'
import { overCustomers, stretchOver } from '../../over-customers.ts'

/** A customer of the loads that a run reads. */
export interface CustomerRow {
  key: string
  facts: Facts
  /** JSON of contract Lineage, or null. */
  lineage: string | null
  /** As-of (ISO; null: of the run's moment) and currency of the dataset that speaks. */
  asOf: string | null
  currency: string
  /** 1: refused targeted tips. */
  objected: number
}

/** A customer as the live datasets have it. */
export interface SaidRow {
  key: string
  /** JSON list of Said. */
  said: string
  objected: number
}

/**
 * The next customers by key. A key in several datasets comes once.
 * @param loads JSON list of loads
 */
export const customersAfter = (
  db: Database,
  { loads, after, most }: { loads: string; after: string; most: number },
) =>
  rowsOf<SaidRow>(
    db,
    ['key', 'said', 'objected'],
    sql`
    select c.key, json_group_array(${saidObject}) as said,
      exists(select 1 from ${objection} o where o.customer_key = c.key and o.taken_back_at is null) as objected
    from ${customer} c cross join ${load} l on l.id = c.load_id cross join ${dataset} d on d.id = l.dataset_id
    where c.key > ${after} and +c.load_id in (select value from json_each(${loads}))
    group by c.key order by c.key limit ${most}`,
  )

/** What is known of one, in the words of the dataset that speaks. */
export function customerOf({ key, said, objected }: SaidRow): CustomerRow[] {
  const known = companionsTogether(JSON.parse(said) as Said[])
  if (!known) return []
  const { asOf, currency, lineage } = known
  return [{ key, objected, facts: knownFacts(known), lineage, asOf, currency }]
}

/**
 * The next customers of all databases by key, and whether there are more.
 * @throws DatabaseUnavailable
 */
export const nextCustomers = (databases: Databases, asked: { loads: string; after: string; most: number }) =>
  stretchOver(databases, asked.most, async (db, most) => {
    const [rows] = await db.batch([customersAfter(db, { ...asked, most })])
    return rows.flatMap(customerOf)
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
