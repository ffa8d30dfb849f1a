import type { LoadReceipt } from '../../contract/ingest.ts'
import { runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { loadOver, noSuchLoad } from '../ingest/refusals.ts'
import { loadIdOf } from '../ingest/target-of.ts'

const DISCARD = `UPDATE load SET state = 'discarded', finished_at = ?2 WHERE id = ?1 AND state = 'loading'`
const STATE = 'SELECT state FROM load WHERE id = ?1'

/**
 * Gives up a full refresh; its rows go bit by bit afterwards.
 * @throws Refused no-such-load, load-over where it is live or was; DatabaseUnavailable
 */
export async function discardLoad(
  { customers }: Databases,
  dataset: string,
  load: string,
  now: Date,
): Promise<LoadReceipt> {
  const loadId = loadIdOf(dataset, load)
  for (const db of customers) {
    const [, found] = await runSql<{ state: string }>(db, [
      { text: DISCARD, values: [loadId, now.toISOString()] },
      { text: STATE, values: [loadId] },
    ])
    const state = found?.results[0]?.state
    if (state === undefined) throw noSuchLoad()
    if (state !== 'discarded') throw loadOver()
  }
  return { load: loadId, state: 'discarded', customers: 0, events: 0, identifiers: 0 }
}
