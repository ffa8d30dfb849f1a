import type { ViewResponse } from '../../contract/view.ts'
import type { Looking } from '../access/record.ts'
import type { Databases } from '../databases.ts'
import { readByPlaybook } from './read-by-playbook.ts'
import { rowsFor } from './rows-for.ts'
import { viewFrom } from './view-from.ts'

/** Who asks, and when. */
export interface Viewing {
  agent: Looking['agent']
  now: Date
}

/**
 * All of one customer in one glance, from one D1 batch that also writes who looked. Never under another key than asked.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readView(databases: Databases, key: string, viewing: Viewing): Promise<ViewResponse> {
  const db = databases.of(key)
  const { rows, content } = await readByPlaybook(databases, db, ({ compiled }, again) =>
    rowsFor(db, key, viewing, compiled, again),
  )
  const { known, moves } = rows
  const to = moves.find((move) => move.to !== null)?.to
  if (to) return { customerKey: key, status: 'moved', to }
  if (!known) return { customerKey: key, status: 'unknown-customer' }
  return viewFrom({ ...rows, known }, content, key, viewing.now)
}
