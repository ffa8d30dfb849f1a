import { logFailure } from '../../jobs/log-failure.ts'
import { type Database, isOfRows, runSql } from '../database.ts'

/** One whose events cannot be folded is tried again after so long, or as soon as an event comes in. */
const LATER = 3_600_000

/**
 * Folds customers in one batch; where it fails because of one of them, in halves, until that one is by itself. It is set
 * aside with a line of log, and the others are folded.
 * @param fold throws where it cannot
 * @throws what `fold` throws where D1 does not answer, or where it fails with nobody to be folded too
 */
export async function foldApart(
  db: Database,
  loadId: string,
  keys: readonly string[],
  fold: (keys: readonly string[]) => Promise<unknown>,
  now: Date,
): Promise<void> {
  const halves = async (some: readonly string[]): Promise<void> => {
    try {
      await fold(some)
    } catch (error) {
      if (!isOfRows(error)) throw error
      if (some.length === keys.length) await fold([])
      if (some.length === 1) return setAside(db, loadId, some[0] ?? '', now, error)
      const middle = some.length >> 1
      await halves(some.slice(0, middle))
      await halves(some.slice(middle))
    }
  }
  await halves(keys)
}

/** What was folded from the events of before is rested on no more: its rule is none that a catalogue has. */
const DOUBT = `UPDATE customer SET lineage = (
    SELECT json_group_object(o.key, json_set(o.value, '$.rule',
      CASE o.value ->> 'rule' WHEN 'given' THEN 'given' ELSE 'failed' END)) FROM json_each(lineage) o)
  WHERE key = ?2 AND +load_id = ?1 AND lineage IS NOT NULL`
const AFTER = 'UPDATE dirty_customer SET since = ?3 WHERE load_id = ?1 AND customer_key = ?2'

async function setAside(db: Database, loadId: string, key: string, now: Date, error: unknown): Promise<void> {
  logFailure('fold one customer', error)
  const since = new Date(now.getTime() + LATER).toISOString()
  await runSql(db, [
    { text: DOUBT, values: [loadId, key] },
    { text: AFTER, values: [loadId, key, since] },
  ])
}
