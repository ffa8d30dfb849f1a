import { segmentationRun } from '../../../db/schema/tables.ts'
import type { SegmentationRun, SegmentModel } from '../../contract/segmentation.ts'
import { addEntry, lastEntry } from '../audit/append.ts'
import { entryAfter } from '../audit/entry.ts'
import type { Databases } from '../databases.ts'
import { retried } from '../retried.ts'
import { runUnderWay } from './refusals.ts'
import { toRun } from './row.ts'
import { countCustomers, liveLoads } from './sql/customers.ts'
import { lastRun, openRuns, type RunRow } from './sql/runs.ts'

/**
 * Starts a run of a model; the minute's job works on it. A run of the model that waits in preview stays until this one
 * is computed.
 * @param by subject of the token; null: the night's run
 * @throws Refused where one is under way, DatabaseUnavailable
 */
export function startRun(
  databases: Databases,
  model: SegmentModel,
  { by, at }: { by: string | null; at: string },
): Promise<SegmentationRun> {
  const db = databases.playbook
  return retried(async () => {
    const [[open, [newest], [last]], loads, total] = await Promise.all([
      db.batch([openRuns(db, model), lastRun(db), lastEntry(db)]),
      liveLoads(databases),
      countCustomers(databases),
    ])
    const busy = open.find(({ state }) => state === 'computing')
    if (busy) throw runUnderWay(model, busy.id)
    const row: RunRow = {
      ...{
        id: (newest?.id ?? 0) + 1,
        model,
        state: 'computing',
        phase: FIRST[model],
        step: 1,
        cursor: '',
        done: 0,
      },
      ...{ total, startedBy: by, startedAt: at, finishedAt: null, publishedBy: null },
      ...{
        publishedAt: null,
        closedAt: null,
        failure: null,
        loads,
        work: '',
        result: '{}',
      },
      dropped: false,
    }
    const entry = await entryAfter(last, {
      ...{
        at,
        actor: by,
        origin: db.origin,
        action: 'segmentation.start',
        subject: `segmentation/${row.id}`,
        detail: model,
      },
      ...{ before: '', after: '' },
    })
    await db.batch([db.insert(segmentationRun).values(row), addEntry(db, entry)])
    return toRun(row)
  })
}

/** Where each model begins. */
const FIRST = { rfm: 'score', clusters: 'sample', 'life-cycle': 'assign' } as const
