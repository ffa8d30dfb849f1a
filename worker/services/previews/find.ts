import type { FindingsRequest, PreviewFindings } from '../../contract/preview.ts'
import { checkPairs } from '../../decision/check-pairs.ts'
import { deadRules } from '../../decision/dead-rules.ts'
import type { Database } from '../database.ts'
import { readCurrent } from '../playbook/current.ts'
import { changedPlaybook } from './changed.ts'

/**
 * What can be said of the playbook in force with a change in it, without a customer.
 * @throws NoPlaybook, PreviewRefused, DatabaseUnavailable
 */
export async function findInPlaybook(db: Database, request: FindingsRequest): Promise<PreviewFindings> {
  const { compiled, digest } = await readCurrent(db)
  const changed = await changedPlaybook(compiled.playbook, digest, request)
  return { dead: deadRules(changed), pairs: checkPairs(changed) }
}
