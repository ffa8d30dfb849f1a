import { eq } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import { VersionCause } from '../../contract/change.ts'
import type { Announcement } from '../../contract/live.ts'
import { type ChangeRow, toldBy } from '../changes/row.ts'
import type { Database } from '../database.ts'
import { announcementOf } from './announcement.ts'
import type { Published } from './current.ts'
import { differencesOf } from './differences.ts'
import { noticesOver } from './notices-over.ts'
import { playbookOf } from './version.ts'

/** A version's announcement is always the same: it is made once an isolate, and kept as long as it may be asked for. */
const KEPT = 200
const made = new Map<number, Announcement>()

/**
 * What browsers were told, or should have been, when a version came into force; also long after.
 * @throws DatabaseUnavailable; Error for a version that no longer fits the contract
 */
export async function describeVersion(db: Database, published: Published): Promise<Announcement> {
  const { version, digest } = published
  const known = made.get(version)
  if (known?.digest === digest) return known
  const announcement = await describe(db, published)
  made.set(version, announcement)
  const [oldest] = made.keys()
  if (made.size > KEPT && oldest !== undefined) made.delete(oldest)
  return announcement
}

async function describe(db: Database, published: Published): Promise<Announcement> {
  const { version } = published
  const after = await playbookOf(db, version)
  if (!after) throw new Error(`playbook ${version} no longer fits the contract`)
  const before = version > 1 ? await playbookOf(db, version - 1) : undefined
  const pair = [before ?? after, after] as const
  const told = await changeBehind(db, published)
  const [over] = await db.batch([noticesOver(db, differencesOf(...pair).changed, version)])
  return announcementOf(
    published,
    pair,
    told && toldBy(told),
    over.map(({ id }) => id),
  )
}

/** The change that a version came from; null: it came from none, or takes one away. */
async function changeBehind(db: Database, { cause }: Published): Promise<ChangeRow | null> {
  const known = cause === null ? null : VersionCause.parse(JSON.parse(cause))
  if (known?.type !== 'approve' && known?.type !== 'declare') return null
  const [[row]] = await db.batch([db.select().from(change).where(eq(change.id, known.changeId))])
  return row ?? null
}
