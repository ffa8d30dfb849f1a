import { desc, lt } from 'drizzle-orm'
import type * as z from 'zod'
import { audit } from '../../../db/schema/tables.ts'
import type { AuditPage, AuditQuery } from '../../contract/audit.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Databases } from '../databases.ts'
import { databaseNamed, databaseNames } from '../every-database.ts'

/**
 * Entries of one chain, newest first. That they were read is written down with the bank's own, before they are told.
 * @throws Refused where there is no such database, DatabaseUnavailable
 */
export async function listAudit(
  databases: Databases,
  { database, before, limit }: z.infer<typeof AuditQuery>,
  agent: Looking['agent'],
  now: Date,
): Promise<AuditPage> {
  const db = databaseNamed(databases, database)
  const older = before === undefined ? undefined : lt(audit.sequence, before)
  const looking = {
    ...({ agent, at: now.toISOString(), action: 'audit.read', customerKeys: [] } as const),
    detail: `before/${before ?? 'end'} limit/${limit}${ofDatabase(database)}`,
  }
  await databases.playbook.batch(await recordAccess(databases.playbook, looking))
  const [entries] = await db.batch([
    db.select().from(audit).where(older).orderBy(desc(audit.sequence)).limit(limit),
  ])
  return { entries, databases: databaseNames(databases) }
}

/** What the access log says of another chain than the bank's. */
export const ofDatabase = (name: string | undefined) => (name === undefined ? '' : ` of/${name}`)
