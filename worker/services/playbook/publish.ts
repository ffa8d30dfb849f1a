import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { currentVersion, type Published } from './current.ts'
import { prepare, storing, versionAfter } from './store.ts'

/**
 * Makes an imported playbook the current one, as version last + 1; the same content as the current one makes no new
 * version.
 * @param at ISO time of publishing
 * @returns the current version afterwards
 * @throws ZodError for what is no playbook, PlaybookError for a rule or selector at fault, DatabaseUnavailable
 */
export async function publish(db: Database, draft: unknown, at: string): Promise<Published> {
  const prepared = await prepare(draft)
  return retried(async () => {
    const [[current], [last]] = await db.batch([currentVersion(db), lastEntry(db)])
    if (current?.digest === prepared.digest) return current
    const published = versionAfter(current, prepared, { by: null, at, cause: null })
    const entry = await entryAfter(last, {
      at,
      actor: null,
      action: 'playbook.import',
      subject: `playbook/${published.version}`,
      detail: '',
      before: current?.digest ?? '',
      after: published.digest,
    })
    await db.batch([addEntry(db, entry), ...storing(db, published, prepared)])
    return published
  })
}
