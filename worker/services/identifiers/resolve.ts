import { sql } from 'drizzle-orm'
import { customerMove, dataset, identifier } from '../../../db/schema/tables.ts'
import { LinkRole, type Resolved } from '../../contract/identity.ts'
import { type Database, rowsOf } from '../database.ts'
import type { Databases } from '../databases.ts'
import { everyCustomers } from '../over-customers.ts'

interface Link {
  hash: string
  customerKey: string
  role: 'owner' | 'joint' | 'authorised' | 'contact'
  certain: number
  source: string
  /** The customer was split in two after this was said. */
  split: number
}

const COLUMNS = ['hash', 'customerKey', 'role', 'certain', 'source', 'split'] as const

/**
 * Whom numbers of the bank lead to; nothing of a customer but the key. A link stands where its customer does, so every
 * database of customers is asked: of two whom a number leads to, one on the way would leave the other alone.
 * @throws DatabaseUnavailable
 */
export async function resolve(databases: Databases, hashes: readonly string[]): Promise<Resolved[]> {
  const links = (await everyCustomers(databases, (db) => linksIn(db, hashes))).flat()
  return hashes.map((hash) =>
    judge(
      hash,
      links.filter((link) => link.hash === hash),
    ),
  )
}

async function linksIn(db: Database, hashes: readonly string[]): Promise<Link[]> {
  const asked = sql`(select value from json_each(${JSON.stringify(hashes)}))`
  const [links] = await db.batch([
    rowsOf<Link>(
      db,
      COLUMNS,
      sql`select i.hash, i.customer_key as "customerKey", i.role, i.certain, i.source, exists (
          select 1 from ${customerMove} m
          where m.old_key = i.customer_key and m.kind = 'split' and m.at >= i.at) as split
        from ${identifier} i join ${dataset} d on d.live_load = i.load_id
        where i.hash in ${asked} order by i.hash, i.customer_key, i.role, i.source`,
    ),
  ])
  return links
}

type Linked = Pick<Link, 'customerKey' | 'role'>

/** Of who is several things to a number, or said to be so by several datasets, the nearest is said. */
const byRole = (a: Linked, b: Linked) => LinkRole.options.indexOf(a.role) - LinkRole.options.indexOf(b.role)

function judge(hash: string, links: readonly Link[]): Resolved {
  if (links.some(({ certain, split }) => !certain || split)) return { hash, status: 'uncertain' }
  if (disagree(links)) return { hash, status: 'uncertain' }
  const nearest = new Map<string, Linked>()
  for (const { customerKey, role } of links.toSorted(byRole))
    if (!nearest.has(customerKey)) nearest.set(customerKey, { customerKey, role })
  const customers = [...nearest.values()]
  const [only, ...others] = customers
  if (!only) return { hash, status: 'unknown' }
  return others.length ? { hash, status: 'several', customers } : { hash, status: 'one', ...only }
}

/** Two sources that each name another sole owner. */
function disagree(links: readonly Link[]): boolean {
  const owners = links.filter(({ role }) => role === 'owner')
  return owners.some((a) => owners.some((b) => a.customerKey !== b.customerKey && a.source !== b.source))
}
