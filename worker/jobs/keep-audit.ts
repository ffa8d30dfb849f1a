import { sealAccess } from '../services/access/seal.ts'
import { anchorChain } from '../services/audit/anchor.ts'
import { sealChain } from '../services/audit/seal.ts'
import type { Database } from '../services/database.ts'

/** Segments closed in one minute at most; the next minute goes on. */
const AT_ONCE = 30

/**
 * Seals new lines of the access log and what is due of the chain; once an hour writes the end of the chain into the log,
 * where the bank's own monitoring keeps what nobody at the database can change.
 * @throws DatabaseUnavailable; the next minute tries again
 */
export async function keepAudit(db: Database, now: Date): Promise<void> {
  const at = now.toISOString()
  for (let times = 0; times < AT_ONCE && (await sealAccess(db, at)) > 0; ) times += 1
  for (let times = 0; times < AT_ONCE && (await sealChain(db, at)) > 0; ) times += 1
  const anchor = await anchorChain(db, now)
  if (anchor) console.log(JSON.stringify({ time: at, level: 'info', work: 'audit anchor', anchor }))
}
