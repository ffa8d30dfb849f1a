import { desc } from 'drizzle-orm'
import type * as z from 'zod'
import { playbook } from '../../../db/schema/tables.ts'
import type { PlaybookVersion, PlaybookVersionList } from '../../contract/change.ts'
import type { Database } from '../database.ts'
import type { Published } from './current.ts'

/** Some years of publishing; any older version can still be read by its number. */
const MOST = 2000

/**
 * Who published which version, when and why, newest first.
 * @throws DatabaseUnavailable
 */
export async function listVersions(db: Database): Promise<z.infer<typeof PlaybookVersionList>> {
  const [rows] = await db.batch([db.select().from(playbook).orderBy(desc(playbook.version)).limit(MOST)])
  return { versions: rows.map(toVersion) }
}

const toVersion = ({ version, digest, publishedAt, publishedBy, cause }: Published): PlaybookVersion => ({
  version,
  digest,
  publishedAt,
  publishedBy,
  cause: cause ? JSON.parse(cause) : { type: 'import' },
})
