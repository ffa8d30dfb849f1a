import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import {
  type Content,
  currentVersion,
  lastContent,
  type Published,
  withContent,
} from '../playbook/current.ts'

/** What a read came to, and the playbook it was asked and is told by. */
export interface ByPlaybook<Rows> {
  rows: Rows
  content: Published & Content
}

/**
 * The playbook says what is asked for, and only the answer says which one is in force: asked by the one this isolate
 * answered from last, and once more where another was published since.
 * @param read sends one batch with the head of the playbook in it; `again`: the reading is told of in the access log
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readByPlaybook<Rows>(
  databases: Databases,
  db: Database,
  read: (content: Content, again: boolean) => Promise<{ published: Published | undefined; rows: Rows }>,
): Promise<ByPlaybook<Rows>> {
  let asked = lastContent() ?? (await inForce(databases, db))
  for (let again = false; ; again = true) {
    const { published, rows } = await read(asked, again)
    const content = await withContent(databases.playbook, published)
    if (content.digest === asked.digest) return { rows, content }
    asked = content
  }
}

async function inForce(databases: Databases, db: Database): Promise<Content> {
  const [[published]] = await db.batch([currentVersion(db)])
  return withContent(databases.playbook, published)
}
