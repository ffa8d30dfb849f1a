import type { LoadReceipt } from '../../contract/ingest.ts'
import type { Databases } from '../databases.ts'
import { loadOver, noSuchLoad } from '../ingest/refusals.ts'
import { loadIdOf } from '../ingest/target-of.ts'
import { endAudited, stateOf } from './audited.ts'

const DISCARD = `UPDATE load SET state = 'discarded', finished_at = ?2 WHERE id = ?1 AND state = 'loading'`

/**
 * Gives up a full refresh, database by database: broken off, the same again ends it. Its rows go bit by bit afterwards.
 * @param by subject of the token it came with
 * @throws Refused no-such-load, load-over where it is live or was; DatabaseUnavailable
 */
export async function discardLoad(
  { customers }: Databases,
  dataset: string,
  load: string,
  by: string,
  now: Date,
): Promise<LoadReceipt> {
  const loadId = loadIdOf(dataset, load)
  const at = now.toISOString()
  const discard = { text: DISCARD, values: [loadId, at] }
  const found = await Promise.all(customers.map((db) => db.batch([stateOf(db, loadId)])))
  const loads = found.flatMap(([rows]) => rows)
  if (loads.length === 0) throw noSuchLoad()
  if (loads.some(({ state }) => state === 'done')) throw loadOver()
  const ending = { action: 'load.discard', actor: by, at, loadId, state: 'discarded', content: {} } as const
  for (const db of customers) await endAudited(db, [discard], ending)
  return { load: loadId, state: 'discarded', customers: 0, events: 0, identifiers: 0 }
}
