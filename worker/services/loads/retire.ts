import { type Database, runSql, type Sql } from '../database.ts'

/** Rows of one transaction. */
const MOST = 5000

/**
 * What changed from the customers of a load to those of the live load of its dataset, before they go: `?1` load,
 * `?2` how many, `?3` now. Facts that both loads give alike are no change; folded ones tell of events, which stay.
 */
const REMEMBER = `WITH live(id) AS (
    SELECT d.live_load FROM load l JOIN dataset d ON d.id = l.dataset_id JOIN load n ON n.id = d.live_load
    WHERE l.id = ?1 AND l.state = 'done' AND n.state = 'done' AND d.live_load <> ?1),
  gone AS (SELECT key, facts FROM customer WHERE load_id = ?1 ORDER BY rowid LIMIT ?2),
  pair AS (SELECT gone.key, gone.facts AS before, c.facts AS after, c.facts_as_of, c.lineage
    FROM live JOIN gone JOIN customer c ON c.key = gone.key AND +c.load_id = live.id),
  name AS (SELECT pair.*, f.key AS attr FROM pair, json_each(pair.before) f
    UNION SELECT pair.*, f.key FROM pair, json_each(pair.after) f)
  INSERT INTO fact_change (customer_key, attribute, at, before, after, source, received_at, dataset_id)
  SELECT name.key, attr, coalesce(lineage -> attr ->> 'at', facts_as_of), before -> attr, after -> attr,
    coalesce(lineage -> attr ->> 'source', l.dataset_id), ?3, l.dataset_id
  FROM name JOIN live JOIN load l ON l.id = live.id
  WHERE before -> attr IS NOT after -> attr AND coalesce(lineage -> attr ->> 'rule', 'given') = 'given'
  ON CONFLICT DO NOTHING`

const DROP = {
  customer: `DELETE FROM customer
    WHERE rowid IN (SELECT rowid FROM customer WHERE load_id = ?1 ORDER BY rowid LIMIT ?2)`,
  event: 'DELETE FROM event WHERE rowid IN (SELECT rowid FROM event WHERE load_id = ?1 LIMIT ?2)',
  identifier:
    'DELETE FROM identifier WHERE rowid IN (SELECT rowid FROM identifier WHERE load_id = ?1 LIMIT ?2)',
  dirty_customer:
    'DELETE FROM dirty_customer WHERE rowid IN (SELECT rowid FROM dirty_customer WHERE load_id = ?1 LIMIT ?2)',
  sent_key: 'DELETE FROM sent_key WHERE rowid IN (SELECT rowid FROM sent_key WHERE load_id = ?1 LIMIT ?2)',
}

/**
 * Removes some thousand rows of a load that is not live, in one transaction, and the load itself when nothing is left.
 * What it had otherwise than the load that took its place becomes history.
 * @returns false: that was all
 */
export async function retireSome(db: Database, loadId: string, now: Date): Promise<boolean> {
  const remember: Sql = { text: REMEMBER, values: [loadId, MOST, now.toISOString()] }
  const drops = Object.values(DROP).map((text): Sql => ({ text, values: [loadId, MOST] }))
  const [, ...results] = await runSql(db, [remember, ...drops])
  if (results.some(({ meta }) => meta.changes > 0)) return true
  await runSql(db, [
    { text: 'DELETE FROM load WHERE id = ?1', values: [loadId] },
    { text: 'DELETE FROM feed_tally WHERE load_id = ?1', values: [loadId] },
    { text: 'DELETE FROM event_day WHERE load_id = ?1', values: [loadId] },
  ])
  return false
}

/** Holds that may keep somebody's facts or events. While there is one, retention tells row by row whose go. */
export const HOLDS = `SELECT 1 FROM legal_hold
  WHERE released_at IS NULL AND (record_class IS NULL OR record_class = 'old-loads')`

const RETIRED = `SELECT id FROM load WHERE state = 'discarded'
  OR state = 'done' AND id NOT IN (SELECT live_load FROM dataset WHERE live_load IS NOT NULL)
    AND NOT EXISTS (${HOLDS})
  UNION SELECT load_id FROM dirty_customer WHERE load_id NOT IN (SELECT id FROM load) LIMIT 1`

/** The next load that nobody sees any more, nor will. */
export async function retiredLoad(db: Database): Promise<string | undefined> {
  const [found] = await runSql<{ id: string }>(db, [{ text: RETIRED, values: [] }])
  return found?.results[0]?.id
}
