import { sql } from 'drizzle-orm'
import { customer, dataset, load, objection } from '../../../../db/schema/tables.ts'
import type { Attribute, Facts } from '../../../contract/catalogue.ts'
import { splits } from '../../customers/split-at.ts'
import { type Database, rowsOf } from '../../database.ts'
import type { Databases } from '../../databases.ts'
import { companionsTogether, type Said } from '../../facts/companions.ts'
import { saidObject } from '../../facts/companions-sql.ts'
import { freshFacts } from '../../facts/fresh.ts'
import { keptOf } from '../../facts/kept.ts'
import { overCustomers, stretchOver } from '../../over-customers.ts'

/** A customer of the loads that a run reads. */
export interface CustomerRow {
  key: string
  /** Of those that the run asks for: what can be rested on. */
  facts: Facts
  /** Of the same: what was last known, too old to rest on or not. */
  lastKnown: Facts
  /** JSON of contract Lineage, or null. */
  lineage: string | null
  /** As-of (ISO; null: of the run's moment) and currency of the dataset that speaks. */
  asOf: string | null
  currency: string
  /** 1: refused targeted tips. */
  objected: number
  /** When they were last split in two. */
  splitAt: string | null
}

/** A customer as the live datasets have it. */
export interface SaidRow {
  key: string
  /** JSON list of Said. */
  said: string
  objected: number
  splitAt: string | null
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
    ['key', 'said', 'objected', 'splitAt'],
    sql`
    select c.key, json_group_array(${saidObject}) as said,
      exists(select 1 from ${objection} o where o.customer_key = c.key and o.taken_back_at is null) as objected,
      s.at as "splitAt"
    from ${customer} c cross join ${load} l on l.id = c.load_id cross join ${dataset} d on d.id = l.dataset_id
    left join ${splits} s on s.key = c.key
    where c.key > ${after} and +c.load_id in (select value from json_each(${loads}))
    group by c.key order by c.key limit ${most}`,
  )

/** By what a run judges how far facts can be rested on. */
export interface Judging {
  /** In force. */
  catalogue: readonly Attribute[]
  /** The run's own moment; ISO. */
  now: string
  /** Facts that it asks for: of a hundred thousand customers it costs too much to judge all. */
  only: ReadonlySet<string>
}

/** What can be rested on of one, as for a decision at the run's moment, in the words of the dataset that speaks. */
export function customerOf({ said, ...row }: SaidRow, { catalogue, now, only }: Judging): CustomerRow[] {
  const known = companionsTogether(JSON.parse(said) as Said[])
  if (!known) return []
  const { asOf, currency, lineage } = known
  const kept = keptOf({ ...known, splitAt: row.splitAt }, now)
  const lastKnown = Object.fromEntries(Object.entries(kept.facts).filter(([name]) => only.has(name)))
  const { facts } = freshFacts({ ...kept, facts: lastKnown }, catalogue)
  return [{ ...row, facts, lastKnown, lineage, asOf, currency }]
}

/**
 * The next customers of all databases by key, and whether there are more.
 * @throws DatabaseUnavailable
 */
export const nextCustomers = (
  databases: Databases,
  asked: { loads: string; after: string; most: number },
  judging: Judging,
) =>
  stretchOver(databases, asked.most, async (db, most) => {
    const [rows] = await db.batch([customersAfter(db, { ...asked, most })])
    return rows.flatMap((row) => customerOf(row, judging))
  })

const loadsIn = (db: Database) =>
  rowsOf<{ load: string }>(
    db,
    ['load'],
    sql`select live_load as load from ${dataset} where live_load is not null`,
  )

/** Live datasets that are no history. */
export const decidedForNow = (db: Database) =>
  rowsOf<{ dataset: string }>(
    db,
    ['dataset'],
    sql`select id as dataset from ${dataset} where live_load is not null and as_of is null`,
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
