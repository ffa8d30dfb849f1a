import type { Resolved } from '../../contract/identity.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
import { byDatabase, type Databases } from '../databases.ts'
import { resolve } from './resolve.ts'

/**
 * Whom numbers lead to, for somebody: a line of the access log beside the customers named is written before the answer.
 * @param now ISO time
 * @throws DatabaseUnavailable; then nobody is told anything
 */
export async function lookUp(
  databases: Databases,
  hashes: readonly string[],
  agent: Looking['agent'],
  now: string,
): Promise<Resolved[]> {
  const resolved = await resolve(databases, hashes)
  const keys = [...new Set(resolved.flatMap(keysOf))]
  const lines = keys.length > 0 ? [...byDatabase(databases, keys, (key) => key)] : nobody(databases)
  const looking = { agent, at: now, action: 'numbers.resolve', detail: `hashes/${hashes.length}` } as const
  for (const [db, customerKeys] of lines) await db.batch(await recordAccess(db, { ...looking, customerKeys }))
  return resolved
}

function keysOf(one: Resolved): string[] {
  if (one.status === 'one') return [one.customerKey]
  return one.status === 'several' ? one.customers.map(({ customerKey }) => customerKey) : []
}

const nobody = ({ customers: [first] }: Databases): [Database, string[]][] => (first ? [[first, []]] : [])
