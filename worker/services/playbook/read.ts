import type { Database } from '../database.ts'
import { currentVersion, type Published, withContent } from './current.ts'
import { readVersion } from './version.ts'

/** JSON of contract NumberedPlaybook. The stored text goes out as it is: nothing is parsed and written again. */
export interface Sendable {
  etag: string
  json: string
}

/**
 * The current playbook.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readPlaybook(db: Database): Promise<Sendable> {
  const [[published]] = await db.batch([currentVersion(db)])
  const { text, ...head } = await withContent(db, published)
  return sendable(head, text)
}

/**
 * The playbook of any version.
 * @throws Refused where there never was such a version, DatabaseUnavailable
 */
export async function readPlaybookOf(db: Database, version: number): Promise<Sendable> {
  const { published, text } = await readVersion(db, version)
  return sendable(published, text)
}

function sendable({ version, digest, publishedAt }: Published, text: string): Sendable {
  const head = JSON.stringify({ version, digest, publishedAt }).slice(0, -1)
  return { etag: `"${version}-${digest}"`, json: `${head},${text.slice(1)}` }
}
