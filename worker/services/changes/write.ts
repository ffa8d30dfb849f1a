import type { AuditEntry } from '../../contract/audit.ts'
import { addEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { type ChangeRow, contentOf } from './row.ts'
import { type Step, stepping } from './step.ts'

/**
 * Writes a step that leaves the playbook alone, with its audit entry, in one batch.
 * @param before null for a new change
 * @throws KeyTaken where anything of it was overtaken; then nothing was written
 */
export async function writeStep(
  db: Database,
  { before, after, last }: { before: ChangeRow | null; after: ChangeRow; last: AuditEntry | undefined },
  step: Step,
): Promise<void> {
  const entry = await entryAfter(last, {
    at: step.at,
    actor: step.by,
    action: `change.${step.action}`,
    subject: `change/${after.id}`,
    detail: `${after.kind}/${after.itemId} revision/${after.revision}`,
    before: before ? await digestOfContent(contentOf(before)) : '',
    after: await digestOfContent(contentOf(after)),
    origin: db.origin,
  })
  await db.batch([...stepping(db, after, step), addEntry(db, entry)])
}
