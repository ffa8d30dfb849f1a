import type { SegmentModel } from '../../contract/segmentation.ts'
import { zoneClock } from '../../decision/clock.ts'
import type { Database } from '../database.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import { newestRuns } from './sql/runs.ts'

/** Hours of the bank's night in which runs are started. */
const [FROM, UNTIL] = ['02:00', '05:00']

/**
 * Models that this night has to compute anew: those that somebody has started before, whose newest run is of an earlier
 * day of the bank or met a refresh of the base, and none of which is under way.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function dueModels(db: Database, now: Date): Promise<SegmentModel[]> {
  const [runs, [published]] = await db.batch([newestRuns(db), currentVersion(db)])
  if (runs.length === 0) return []
  const { compiled } = await withContent(db, published)
  const clock = zoneClock(compiled.playbook.timeZone)
  const time = clock.minuteOf(now).slice(11)
  if (time < FROM || time >= UNTIL) return []
  const today = clock.dayOf(now)
  return runs
    .filter(({ computing }) => !computing)
    .filter(
      ({ startedAt, failure }) => failure === 'base-changed' || clock.dayOf(new Date(startedAt)) < today,
    )
    .map(({ model }) => model)
}
