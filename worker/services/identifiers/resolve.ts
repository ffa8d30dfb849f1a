import { sql } from 'drizzle-orm'
import { dataset, identifier, keyPair } from '../../../db/schema/tables.ts'
import { LinkRole, type Resolved } from '../../contract/identity.ts'
import { compared } from '../compared.ts'
import { splitAt } from '../customers/split-at.ts'
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
  /** The customer's other key, while keys are being changed and this is the old one. */
  newKey: string | null
  load: string
  at: string
}

const COLUMNS = ['hash', 'customerKey', 'role', 'certain', 'source', 'split', 'newKey', 'load', 'at'] as const

/**
 * Whom numbers of the bank lead to; nothing of a customer but the key. A link stands where its customer does, so every
 * database of customers is asked: of two whom a number leads to, one on the way would leave the other alone.
 * @throws DatabaseUnavailable
 */
export async function resolve(databases: Databases, hashes: readonly string[]): Promise<Resolved[]> {
  const links = underOneKey((await everyCustomers(databases, (db) => linksIn(db, hashes))).flat())
  return hashes.map((hash) =>
    judge(
      hash,
      links.filter((link) => link.hash === hash),
    ),
  )
}

/**
 * While rows are being rewritten, links of one customer may stand under either key. Then the new one names them, and of
 * two in one load the later stands, as it will when both are under one key.
 */
function underOneKey(links: readonly Link[]): Link[] {
  if (links.every(({ newKey }) => newKey === null)) return [...links]
  const there = new Set(links.map(({ customerKey }) => customerKey))
  const named = links.map((link) => {
    const customerKey = link.newKey && there.has(link.newKey) ? link.newKey : link.customerKey
    return { ...link, customerKey }
  })
  const places = Map.groupBy(named, ({ load, hash, customerKey }) =>
    JSON.stringify([load, hash, customerKey]),
  )
  return [...places.values()].flatMap((some) => some.toSorted(byMoment).at(-1) ?? [])
}

/** As where links are written. */
const byMoment = (a: Link, b: Link): number =>
  compared(a.at, b.at) || compared(a.source, b.source) || a.certain - b.certain || compared(a.role, b.role)

async function linksIn(db: Database, hashes: readonly string[]): Promise<Link[]> {
  const asked = sql`(select value from json_each(${JSON.stringify(hashes)}))`
  const [links] = await db.batch([
    rowsOf<Link>(
      db,
      COLUMNS,
      sql`select i.hash, i.customer_key as "customerKey", i.role, i.certain, i.source,
          coalesce(${sql.raw(splitAt('i.customer_key'))} >= i.at, 0) as split,
          (select p.new_key from ${keyPair} p where p.old_key = i.customer_key) as "newKey",
          i.load_id as load, i.at
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
