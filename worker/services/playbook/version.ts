import { eq } from 'drizzle-orm'
import { playbook } from '../../../db/schema/tables.ts'
import { Playbook } from '../../contract/playbook.ts'
import type { Database } from '../database.ts'
import { Refused } from '../refused.ts'
import { type Published, textOf } from './current.ts'

/**
 * A version and its stored text, as JSON of contract PublishedPlaybook of its own day.
 * @throws Refused where there never was such a version, DatabaseUnavailable
 */
export async function readVersion(
  db: Database,
  version: number,
): Promise<{ published: Published; text: string }> {
  const [[published]] = await db.batch([db.select().from(playbook).where(eq(playbook.version, version))])
  if (!published) throw noSuchVersion(version)
  return { published, text: await textOf(db, published) }
}

/**
 * The playbook of a version as the contract of today has it; undefined where it no longer fits that.
 * @throws Refused where there never was such a version, DatabaseUnavailable
 */
export async function playbookOf(db: Database, version: number): Promise<Playbook | undefined> {
  const { text } = await readVersion(db, version)
  return Playbook.safeParse(JSON.parse(text).playbook).data
}

export const noSuchVersion = (version: number) =>
  new Refused('no-such-version', {
    zh: `策略包 ${version} 从未发布。`,
    en: `Playbook ${version} was never published.`,
  })
