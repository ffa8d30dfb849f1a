import type { ViewResponse } from '../../contract/view.ts'
import type { Looking } from '../access/record.ts'
import type { Databases } from '../databases.ts'
import { readByPlaybook } from './read-by-playbook.ts'
import { rowsApart } from './rows-apart.ts'
import { rowsFor } from './rows-for.ts'
import { viewFrom } from './view-from.ts'

/** Who asks, and when. */
export interface Viewing {
  agent: Looking['agent']
  now: Date
}

/**
 * All of one customer in one glance, from one D1 batch that also writes who looked. Never under another key than asked.
 * While keys are being changed, what came under the other one may stand in another database: then both are asked.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readView(databases: Databases, key: string, viewing: Viewing): Promise<ViewResponse> {
  const db = databases.of(key)
  const { rows, content } = await readByPlaybook(databases, db, ({ compiled }, again) =>
    rowsFor(db, key, viewing, compiled, again),
  )
  const { moves } = rows
  const to = moves.find((move) => move.to !== null)?.to
  if (to) return { customerKey: key, status: 'moved', to }
  const whole = await rowsApart(databases, key, viewing, content.compiled, rows)
  const { known } = whole
  if (!known) return { customerKey: key, status: 'unknown-customer' }
  return viewFrom({ ...whole, known }, content, key, viewing.now)
}
