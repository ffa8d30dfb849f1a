import { runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { loadOver, noSuchDataset } from './refusals.ts'
import type { Batch } from './take.ts'

/** Name of a full refresh among those of all datasets. */
export const loadIdOf = (dataset: string, load: string): string => `${dataset}/${load}`

const LIVE = 'SELECT live_load AS id FROM dataset WHERE id = ?1 AND live_load IS NOT NULL'
const BEGIN = `INSERT INTO load (id, dataset_id, state, started_at) VALUES (?1, ?2, 'loading', ?3)
  ON CONFLICT DO NOTHING`
const STATE = `SELECT state FROM load WHERE id = ?1`

/**
 * The load that a batch goes into: the live one, or the full refresh it names, which begins with its first batch.
 * @throws Refused no-such-dataset, load-over
 */
export async function targetOf(
  { customers }: Databases,
  { dataset, load }: Pick<Batch, 'dataset' | 'load'>,
  now: Date,
): Promise<{ dataset: string; loadId: string; live: boolean }> {
  const [first] = customers
  if (!first) throw noSuchDataset()
  if (load === undefined) {
    const [found] = await runSql<{ id: string }>(first, [{ text: LIVE, values: [dataset] }])
    const loadId = found?.results[0]?.id
    if (loadId === undefined) throw noSuchDataset()
    return { dataset, loadId, live: true }
  }
  const loadId = loadIdOf(dataset, load)
  for (const db of customers) {
    const [, state] = await runSql<{ state: string }>(db, [
      { text: BEGIN, values: [loadId, dataset, now.toISOString()] },
      { text: STATE, values: [loadId] },
    ])
    if (state?.results[0]?.state !== 'loading') throw loadOver()
  }
  return { dataset, loadId, live: false }
}
