import type { SegmentationRun } from '../../contract/segmentation.ts'
import type { Databases } from '../databases.ts'
import { retried } from '../retried.ts'
import { closed, findRun, type RunAct, writeMove } from './move.ts'
import { runNotInState } from './refusals.ts'
import { toRun } from './row.ts'

/**
 * Throws away a run that is computed or waits; its members are dropped in the minutes after.
 * @throws Refused, DatabaseUnavailable
 */
export function discardRun(databases: Databases, { id, by, at }: RunAct): Promise<SegmentationRun> {
  return retried(async () => {
    const { row, last } = await findRun(databases, id)
    if (row.state !== 'computing' && row.state !== 'preview') throw runNotInState(id, row.state)
    const after = closed(row, 'discarded', at)
    await writeMove(databases.playbook, { before: row, after, last }, { action: 'discard', by, at })
    return toRun(after)
  })
}
