import { desc, lt } from 'drizzle-orm'
import type * as z from 'zod'
import { audit } from '../../../db/schema/tables.ts'
import type { AuditPage, AuditQuery } from '../../contract/audit.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'

/**
 * Entries of the chain, newest first. That they were read is written down.
 * @throws DatabaseUnavailable
 */
export async function listAudit(
  db: Database,
  { before, limit }: z.infer<typeof AuditQuery>,
  agent: Looking['agent'],
  now: Date,
): Promise<AuditPage> {
  const older = before === undefined ? undefined : lt(audit.sequence, before)
  const looking = {
    ...({ agent, at: now.toISOString(), action: 'audit.read', customerKeys: [] } as const),
    detail: `before/${before ?? 'end'} limit/${limit}`,
  }
  const [entries] = await db.batch([
    db.select().from(audit).where(older).orderBy(desc(audit.sequence)).limit(limit),
    ...(await recordAccess(db, looking)),
  ])
  return { entries }
}
