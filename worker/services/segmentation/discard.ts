import type { SegmentationRun } from '../../contract/segmentation.ts'
import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import { closed, findRun, type RunAct, writeMove } from './move.ts'
import { runNotInState } from './refusals.ts'
import { toRun } from './row.ts'

/**
 * Throws away a run that is computed or waits; its members are dropped in the minutes after.
 * @throws Refused, DatabaseUnavailable
 */
export function discardRun(db: Database, { id, by, at }: RunAct): Promise<SegmentationRun> {
  return retried(async () => {
    const { row, last } = await findRun(db, id)
    if (row.state !== 'computing' && row.state !== 'preview') throw runNotInState(id, row.state)
    const after = closed(row, 'discarded', at)
    await writeMove(db, { before: row, after, last }, { action: 'discard', by, at })
    return toRun(after)
  })
}
