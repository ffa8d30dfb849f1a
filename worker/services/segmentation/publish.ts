import type { SegmentationRun } from '../../contract/segmentation.ts'
import { auditingRefusal } from '../audit/auditing-refusal.ts'
import { DatabaseUnavailable } from '../database.ts'
import type { Databases } from '../databases.ts'
import { retried } from '../retried.ts'
import { closed, findRun, type RunAct, writeMove } from './move.ts'
import { ownRun, runNotInState } from './refusals.ts'
import { toRun } from './row.ts'
import { spreadRuns } from './spread.ts'
import { putRun } from './sql/runs.ts'

/**
 * Lets a run that waits go live in the place of the one before, as a second person: who started it is refused, and that
 * is written to the audit chain. A dataset that was refreshed since is no reason against it: the groups of a live run
 * outlast refreshes too, and who is new has none until the next run. Databases of customers are told at once; one that cannot be is told by the next minute, and
 * goes by the run before until then.
 * @throws Refused, DatabaseUnavailable
 */
export async function publishRun(databases: Databases, act: RunAct): Promise<SegmentationRun> {
  const attempt = { action: 'segmentation.publish', ...act, id: String(act.id) } as const
  const run = await auditingRefusal(databases.playbook, attempt, () => retried(() => publish(databases, act)))
  await spreadRuns(databases).catch((error) => {
    if (!(error instanceof DatabaseUnavailable)) throw error
  })
  return run
}

async function publish(databases: Databases, { id, by, at }: RunAct): Promise<SegmentationRun> {
  const db = databases.playbook
  const { row, others, last } = await findRun(databases, id)
  // The person comes first: they are told so in whatever state it is.
  if (row.startedBy === by) throw ownRun(id)
  if (row.state !== 'preview') throw runNotInState(id, row.state)
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
