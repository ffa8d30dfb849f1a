import type { Resolved } from '../../contract/identity.ts'
import { type Database, runSql } from '../database.ts'
import type { Databases } from '../databases.ts'

interface Link {
  hash: string
  customerKey: string
  role: 'owner' | 'joint' | 'authorised' | 'contact'
  certain: number
  source: string
  /** The customer was split in two after this was said. */
  split: number
}

const LINKS = `SELECT i.hash, i.customer_key AS customerKey, i.role, i.certain, i.source,
    EXISTS (SELECT 1 FROM customer_move m WHERE m.old_key = i.customer_key AND m.kind = 'split' AND m.at >= i.at) AS split
  FROM identifier i JOIN dataset d ON d.live_load = i.load_id
  WHERE i.hash IN (SELECT value FROM json_each(?1)) ORDER BY i.hash, i.customer_key, i.role, i.source`

/**
 * Whom numbers of the bank lead to; nothing of a customer but the key. A link stands where its customer does, so every
 * database of customers is asked.
 * @throws DatabaseUnavailable
 */
export async function resolve(databases: Databases, hashes: readonly string[]): Promise<Resolved[]> {
  const links = (await Promise.all(databases.customers.map((db) => linksIn(db, hashes)))).flat()
  return hashes.map((hash) =>
    judge(
      hash,
      links.filter((link) => link.hash === hash),
    ),
  )
}

async function linksIn(db: Database, hashes: readonly string[]): Promise<Link[]> {
  const [found] = await runSql<Link>(db, [{ text: LINKS, values: [JSON.stringify(hashes)] }])
  return found?.results ?? []
}

function judge(hash: string, links: readonly Link[]): Resolved {
  if (links.some(({ certain, split }) => !certain || split)) return { hash, status: 'uncertain' }
  if (disagree(links)) return { hash, status: 'uncertain' }
  // The same said in two datasets is one.
  const said = new Map(
    links.map(({ customerKey, role }) => [`${customerKey} ${role}`, { customerKey, role }]),
  )
  const customers = [...said.values()]
  const [only] = customers
  if (!only) return { hash, status: 'unknown' }
  const one = new Set(customers.map(({ customerKey }) => customerKey)).size === 1
  return one ? { hash, status: 'one', ...only } : { hash, status: 'several', customers }
}

/** Two sources that each name another sole owner. */
function disagree(links: readonly Link[]): boolean {
  const owners = links.filter(({ role }) => role === 'owner')
  return owners.some((a) => owners.some((b) => a.customerKey !== b.customerKey && a.source !== b.source))
}
