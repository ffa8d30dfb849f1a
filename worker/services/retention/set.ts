import { retention } from '../../../db/schema/tables.ts'
import type { NewRetention, RetentionPlan } from '../../contract/records.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { digestOfContent, entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { Refused } from '../refused.ts'
import { retried } from '../retried.ts'
import { CLASSES } from './classes.ts'
import { daysOf, readRetention, readSet } from './read.ts'

/**
 * Sets how long a class of records is kept.
 * @throws Refused outside its bounds, and where the chain would be dropped before the access log it seals;
 *   DatabaseUnavailable
 */
export async function setRetention(
  db: Database,
  { recordClass, days }: NewRetention,
  by: string,
  at: string,
): Promise<RetentionPlan> {
  await retried(async () => {
    const [rows, [last]] = await db.batch([readSet(db), lastEntry(db)])
    const before = daysOf(rows, recordClass)
    if (before === days) return
    judge({ recordClass, days }, daysOf(rows, 'audit'), daysOf(rows, 'access'))
    const entry = await entryAfter(last, {
      ...{ at, actor: by, action: 'retention.set', subject: `retention/${recordClass}` },
      detail: `${before} to ${days} days`,
      before: await digestOfContent({ recordClass, days: before }),
      after: await digestOfContent({ recordClass, days }),
      origin: db.origin,
    })
    const row = { recordClass, days, setBy: by, setAt: at }
    const write = db
      .insert(retention)
      .values(row)
      .onConflictDoUpdate({ target: retention.recordClass, set: row })
    await db.batch([write, addEntry(db, entry)])
  })
  return readRetention(db)
}

function judge({ recordClass, days }: NewRetention, audit: number, access: number): void {
  const { least, most } = CLASSES[recordClass]
  if (days < least || days > most)
    throw new Refused('retention-refused', {
      zh: `“${CLASSES[recordClass].label.zh}”应保存 ${least} 至 ${most} 天。`,
      en: `${CLASSES[recordClass].label.en}: between ${least} and ${most} days.`,
    })
  const [chain, log] = [recordClass === 'audit' ? days : audit, recordClass === 'access' ? days : access]
  if (log > chain)
    throw new Refused('retention-refused', {
      zh: `访问记录（${log} 天）不能比封存它的审计记录（${chain} 天）保存得更久。`,
      en: `The access log (${log} days) cannot be kept longer than the audit chain that seals it (${chain} days).`,
    })
}
