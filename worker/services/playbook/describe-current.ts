import { eq } from 'drizzle-orm'
import { change } from '../../../db/schema/tables.ts'
import { VersionCause } from '../../contract/change.ts'
import type { Announcement } from '../../contract/live.ts'
import { type ChangeRow, toldBy } from '../changes/row.ts'
import type { Database } from '../database.ts'
import { announcementOf } from './announcement.ts'
import { currentVersion, type Published, withContent } from './current.ts'
import { differencesOf } from './differences.ts'
import { noticesOver } from './notices-over.ts'
import { playbookOf } from './version.ts'

/** A version's announcement is always the same: it is made once an isolate. */
let made: Announcement | undefined

/**
 * What browsers were told, or should have been, when the version in force came to be.
 * @returns null where nothing was published yet
 * @throws DatabaseUnavailable
 */
export async function describeCurrent(db: Database): Promise<Announcement | null> {
  const [[published]] = await db.batch([currentVersion(db)])
  if (!published) return null
  if (made?.version !== published.version || made.digest !== published.digest)
    made = await describe(db, published)
  return made
}

async function describe(db: Database, published: Published): Promise<Announcement> {
  const after = (await withContent(db, published)).compiled.playbook
  const before = published.version > 1 ? await playbookOf(db, published.version - 1) : undefined
  const pair = [before ?? after, after] as const
  const told = await changeBehind(db, published)
  const [over] = await db.batch([noticesOver(db, differencesOf(...pair).changed, told?.id ?? null)])
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
