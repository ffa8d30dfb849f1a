import { desc, inArray } from 'drizzle-orm'
import type * as z from 'zod'
import { change } from '../../../db/schema/tables.ts'
import { type ChangeList, type ChangeQuery, OPEN_STATES } from '../../contract/change.ts'
import type { Database } from '../database.ts'
import { toChange } from './row.ts'

/** More than anybody scrolls through, and with the largest contents less than a Worker's memory holds. */
const MOST = 200

/**
 * Changes by the time of their last step, newest first; at most 200.
 * @throws DatabaseUnavailable
 */
export async function listChanges(
  db: Database,
  { state }: z.infer<typeof ChangeQuery>,
): Promise<z.infer<typeof ChangeList>> {
  const wanted = state === 'open' ? inArray(change.state, OPEN_STATES) : undefined
  const [rows] = await db.batch([
    db.select().from(change).where(wanted).orderBy(desc(change.updatedAt), desc(change.id)).limit(MOST),
  ])
  return { changes: rows.map(toChange) }
}
