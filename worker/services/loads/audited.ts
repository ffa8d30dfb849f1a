import { addEntry, lastEntry } from '../audit/append.ts'
import { type AuditFact, digestOfContent, entryAfter } from '../audit/entry.ts'
import { type Database, runSql, type Sql, sqlOf } from '../database.ts'
import { retried } from '../retried.ts'

/** What somebody does to a load, with its entry in the chain of the same database: both or neither. */
export async function writeAudited(
  db: Database,
  statements: readonly Sql[],
  fact: Pick<AuditFact, 'action' | 'actor' | 'at'> & { loadId: string; content: object },
): Promise<void> {
  const { loadId, content, ...rest } = fact
  const after = await digestOfContent(content)
  const whole = {
    ...rest,
    origin: db.origin,
    subject: `load/${loadId}`,
    detail: JSON.stringify(content),
    before: '',
    after,
  }
  await retried(async () => {
    const [[last]] = await db.batch([lastEntry(db)])
    await runSql(db, [...statements, sqlOf(addEntry(db, await entryAfter(last, whole)))])
  })
}
