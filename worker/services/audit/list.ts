import { desc, lt } from 'drizzle-orm'
import type * as z from 'zod'
import { audit } from '../../../db/schema/tables.ts'
import type { AuditPage, AuditQuery } from '../../contract/audit.ts'
import type { Database } from '../database.ts'

/**
 * Entries of the chain, newest first.
 * @throws DatabaseUnavailable
 */
export async function listAudit(
  db: Database,
  { before, limit }: z.infer<typeof AuditQuery>,
): Promise<AuditPage> {
  const older = before === undefined ? undefined : lt(audit.sequence, before)
  const [entries] = await db.batch([
    db.select().from(audit).where(older).orderBy(desc(audit.sequence)).limit(limit),
  ])
  return { entries }
}
