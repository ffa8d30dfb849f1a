import type { Database } from '../database.ts'
import { currentVersion, withContent } from './current.ts'

/**
 * The current playbook as JSON of contract NumberedPlaybook, and its ETag.
 * The stored text goes out as it is: nothing is parsed and written again.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readPlaybook(db: Database): Promise<{ etag: string; json: string }> {
  const [[published]] = await db.batch([currentVersion(db)])
  const { version, digest, publishedAt, text } = await withContent(db, published)
  const head = JSON.stringify({ version, digest, publishedAt }).slice(0, -1)
  return { etag: `"${version}-${digest}"`, json: `${head},${text.slice(1)}` }
}
