import type { SegmentationRun } from '../../contract/segmentation.ts'
import { auditingRefusal } from '../audit/auditing-refusal.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { closed, findRun, type RunAct, writeMove } from './move.ts'
import { ownRun, runNotInState, runStale } from './refusals.ts'
import { toRun } from './row.ts'
import { putRun } from './sql/runs.ts'

/**
 * Lets a run that waits go live in the place of the one before, as a second person: who started it is refused, and that
 * is written to the audit chain.
 * @throws Refused, DatabaseUnavailable
 */
export function publishRun(db: Database, act: RunAct): Promise<SegmentationRun> {
  const attempt = { action: 'segmentation.publish', ...act, id: String(act.id) } as const
  return auditingRefusal(db, attempt, () => retried(() => publish(db, act)))
}

async function publish(db: Database, { id, by, at }: RunAct): Promise<SegmentationRun> {
  const { row, others, last, loads } = await findRun(db, id)
  // The person comes first: they are told so in whatever state it is.
  if (row.startedBy === by) throw ownRun(id)
  if (row.state !== 'preview') throw runNotInState(id, row.state)
  if (row.loads !== loads) throw runStale(id)
  const after = { ...row, state: 'live' as const, step: row.step + 1, publishedBy: by, publishedAt: at }
  const before = others.filter(({ state }) => state === 'live')
  await writeMove(
    db,
    { before: row, after, last },
    { action: 'publish', by, at },
    before.map((one) => putRun(db, closed(one, 'replaced', at))),
  )
  return toRun(after)
}
