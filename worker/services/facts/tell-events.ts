import { runSql } from '../database.ts'
import type { Databases } from '../databases.ts'

const READ = 'SELECT id, events_at AS at FROM dataset WHERE events_at IS NOT NULL'
/** `?1` JSON list of [dataset, moment]. */
const TELL = `UPDATE dataset SET events_at = t.value ->> 1 FROM json_each(?1) t
  WHERE dataset.id = t.value ->> 0 AND t.value ->> 1 IS NOT events_at`

/**
 * Tells every database of customers when events last came: batches are kept in the first one alone, and one to which none of
 * their customers belongs hears nothing of them. Each is told by itself, whichever of the others does not answer.
 * @throws DatabaseUnavailable where one was not told; the next time tells it
 */
export async function tellEvents({ customers }: Pick<Databases, 'customers'>): Promise<void> {
  const [first, ...others] = customers
  if (!first || others.length === 0) return
  const [came] = await runSql<{ id: string; at: string }>(first, [{ text: READ, values: [] }])
  const values = [JSON.stringify((came?.results ?? []).map(({ id, at }) => [id, at]))]
  const told = await Promise.allSettled(others.map((db) => runSql(db, [{ text: TELL, values }])))
  const failed = told.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}
