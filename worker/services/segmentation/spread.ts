import type { Databases } from '../databases.ts'
import { closedAmong, liveRuns, putRun } from './sql/runs.ts'

/**
 * Tells every database of customers which runs are live: what reads a customer's facts reads the groups beside them. What
 * they have heard already is not written again.
 * @throws DatabaseUnavailable; then some have not heard, and the next minute tells them
 */
export async function spreadRuns({ playbook, customers }: Databases): Promise<void> {
  const [live] = await playbook.batch([liveRuns(playbook)])
  for (const db of customers) {
    const [heard] = await db.batch([liveRuns(db)])
    const over = heard.filter(({ id }) => !live.some((one) => one.id === id)).map(({ id }) => id)
    const fresh = live.filter(({ id }) => !heard.some((one) => one.id === id))
    if (over.length + fresh.length === 0) continue
    const [closed] = await playbook.batch([closedAmong(playbook, over)])
    const [first, ...rest] = [...closed, ...fresh].map((row) => putRun(db, row))
    if (first) await db.batch([first, ...rest])
  }
}
