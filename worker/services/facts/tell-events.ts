import { runSql } from '../database.ts'
import type { Databases } from '../databases.ts'

const READ = `SELECT json_group_array(json_array(id, events_at, late_kinds)) AS said
  FROM dataset WHERE events_at IS NOT NULL`
/** `?1` that list. */
const TELL = `UPDATE dataset SET events_at = t.value ->> 1, late_kinds = t.value ->> 2 FROM json_each(?1) t
  WHERE dataset.id = t.value ->> 0 AND (t.value ->> 1 IS NOT events_at OR t.value ->> 2 IS NOT late_kinds)`

/**
 * Tells every database of customers until when events are known, and which kinds are late: batches are kept in the first one
 * alone, and one to which none of their customers belongs hears nothing of them. Each is told by itself, whichever of the
 * others does not answer.
 * @throws DatabaseUnavailable where one was not told; the next time tells it
 */
export async function tellEvents({ customers }: Pick<Databases, 'customers'>): Promise<void> {
  const [first, ...others] = customers
  if (!first || others.length === 0) return
  const [came] = await runSql<{ said: string }>(first, [{ text: READ, values: [] }])
  const values = [came?.results[0]?.said ?? '[]']
  const told = await Promise.allSettled(others.map((db) => runSql(db, [{ text: TELL, values }])))
  const failed = told.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}
