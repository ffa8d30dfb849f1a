import { eq } from 'drizzle-orm'
import { load } from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { type AuditFact, digestOfContent, entryAfter } from '../audit/entry.ts'
import { type Database, runSql, type Sql, sqlOf } from '../database.ts'
import { loadOver } from '../ingest/refusals.ts'
import { retried } from '../retried.ts'

interface Ending extends Pick<AuditFact, 'action' | 'actor' | 'at'> {
  loadId: string
  /** What the load is afterwards. */
  state: 'done' | 'discarded'
  content: object
}

/**
 * Ends a load in one database, with its entry in the chain there: both or neither. Ended so before, or not begun there,
 * nothing is written. Both ways to end it add to the chain, so that of two at once one reads again.
 * @throws Refused load-over where it was ended in the other way; DatabaseUnavailable
 */
export async function endAudited(db: Database, statements: readonly Sql[], ending: Ending): Promise<void> {
  const { loadId, content, state, ...rest } = ending
  const after = await digestOfContent(content)
  const detail = JSON.stringify(content)
  const fact = { ...rest, origin: db.origin, subject: `load/${loadId}`, detail, before: '', after }
  await retried(async () => {
    const [[last], [found]] = await db.batch([lastEntry(db), stateOf(db, loadId)])
    if (!found || found.state === state) return
    if (found.state !== 'loading') throw loadOver()
    await runSql(db, [...statements, sqlOf(addEntry(db, await entryAfter(last, fact)))])
  })
}

/** The statement that finds it; none where the load was not begun there. */
export const stateOf = (db: Database, id: string) =>
  db.select({ state: load.state }).from(load).where(eq(load.id, id))
