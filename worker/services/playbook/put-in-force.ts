import type { AuditEntry } from '../../contract/audit.ts'
import type { VersionCause } from '../../contract/change.ts'
import type { Announcement } from '../../contract/live.ts'
import type { Playbook } from '../../contract/playbook.ts'
import { addEntry } from '../audit/append.ts'
import { type AuditFact, entryAfter } from '../audit/entry.ts'
import type { Database, Statement } from '../database.ts'
import { announcementOf } from './announcement.ts'
import { type Published, withContent } from './current.ts'
import { differencesOf } from './differences.ts'
import type { Told } from './notice.ts'
import { noticesOver } from './notices-over.ts'
import { type Prepared, storing, versionAfter } from './store.ts'

/** The version in force, and the end of the audit chain, as one batch has read them. */
export interface InForce {
  published: Published
  playbook: Playbook
  last: AuditEntry | undefined
}

/**
 * The playbook of a version that was found as the current one.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function inForce(
  db: Database,
  found: Published | undefined,
  last: AuditEntry | undefined,
): Promise<InForce> {
  const { compiled, text: _, ...published } = await withContent(db, found)
  return { published, playbook: compiled.playbook, last }
}

/** What is to follow the version in force, who wants it, and what is written with it. */
export interface Succession {
  prepared: Prepared
  by: string | null
  at: string
  cause: VersionCause
  fact: Pick<AuditFact, 'action' | 'before' | 'after'> & { subject?: string; detail?: string }
  /** Statements that go along, given the number of the version. */
  also?: (version: number) => Statement[]
  told?: Told | null
}

/**
 * Stores the next version, all that is written with it and its audit entry in one batch.
 * @returns what browsers are to be told
 * @throws KeyTaken where anything of it was overtaken; then nothing was written
 */
export async function putInForce(
  db: Database,
  { published: current, playbook: before, last }: InForce,
  { prepared, by, at, cause, fact, also = () => [], told = null }: Succession,
): Promise<Announcement> {
  const next = versionAfter(current, prepared, { by, at, cause })
  const subject = `playbook/${next.version}`
  const { origin } = db
  const entry = await entryAfter(last, { at, actor: by, subject, detail: subject, origin, ...fact })
  const after = prepared.playbook
  const [over] = await db.batch([
    noticesOver(db, differencesOf(before, after).changed, next.version),
    ...also(next.version),
    ...storing(db, next, prepared),
    addEntry(db, entry),
  ])
  return announcementOf(
    next,
    [before, after],
    told,
    over.map(({ id }) => id),
  )
}
