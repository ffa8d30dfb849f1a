import type { Database } from '../database.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import type { FoldRules } from './refold.ts'

/**
 * Catalogue and time zone of the playbook in force.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function foldRules(db: Database): Promise<FoldRules> {
  const [[published]] = await db.batch([currentVersion(db)])
  const { compiled } = await withContent(db, published)
  return compiled.playbook
}
