import type { Database } from '../database.ts'
import { readCurrent } from '../playbook/current.ts'
import type { FoldRules } from './refold.ts'

/**
 * Catalogue and time zone of the playbook in force.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function foldRules(db: Database): Promise<FoldRules> {
  const { compiled } = await readCurrent(db)
  return compiled.playbook
}
