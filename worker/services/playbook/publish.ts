import { desc, isNull } from 'drizzle-orm'
import { playbook } from '../../../db/schema/tables.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { currentVersion, type Published } from './current.ts'
import { prepare, storing, versionAfter } from './store.ts'

/**
 * Makes an imported playbook the current one, as version last + 1. The same content as at the last import makes no new
 * version: what people have changed since stays in force.
 * @param at ISO time of publishing
 * @returns the current version afterwards
 * @throws ZodError for what is no playbook, PlaybookError for a rule or selector at fault, DatabaseUnavailable
 */
export async function publish(db: Database, draft: unknown, at: string): Promise<Published> {
  const prepared = await prepare(draft)
  return retried(async () => {
    const [[current], [imported], [last]] = await db.batch([
      currentVersion(db),
      lastImport(db),
      lastEntry(db),
    ])
    if (current && imported?.digest === prepared.digest) return current
    const published = versionAfter(current, prepared, { by: null, at, cause: null })
    const entry = await entryAfter(last, {
      at,
      actor: null,
      action: 'playbook.import',
      subject: `playbook/${published.version}`,
      detail: '',
      before: current?.digest ?? '',
      after: published.digest,
      origin: db.origin,
    })
    await db.batch([addEntry(db, entry), ...storing(db, published, prepared)])
    return published
  })
}

const lastImport = (db: Database) =>
  db
    .select({ digest: playbook.digest })
    .from(playbook)
    .where(isNull(playbook.cause))
    .orderBy(desc(playbook.version))
    .limit(1)
