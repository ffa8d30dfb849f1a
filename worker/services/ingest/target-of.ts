import { type Database, runSql } from '../database.ts'
import type { Databases } from '../databases.ts'
import { furthest, OPEN_ROTATION, type Rotation } from '../rotations/standing.ts'
import { batchOvertaken, loadOver, noSuchDataset } from './refusals.ts'
import type { Batch } from './take.ts'
import type { Target } from './write/target.ts'

/** Name of a full refresh among those of all datasets. */
export const loadIdOf = (dataset: string, load: string): string => `${dataset}/${load}`

const LIVE = 'SELECT live_load AS id FROM dataset WHERE id = ?1 AND live_load IS NOT NULL'
const BEGIN = `INSERT INTO load (id, dataset_id, state, started_at) VALUES (?1, ?2, 'loading', ?3)
  ON CONFLICT DO NOTHING`
const STATE = `SELECT state FROM load WHERE id = ?1`
/** Asked along, so that whoever sends rows pays nothing for a change of keys while there is none. */
const ROTATION = { text: OPEN_ROTATION, values: [] }

/**
 * The load that a batch goes into: the live one, or the full refresh it names, which begins with its first batch.
 * @throws Refused no-such-dataset, load-over, batch-overtaken
 */
export async function targetOf(
  { customers }: Databases,
  { dataset, load }: Pick<Batch, 'dataset' | 'load'>,
  now: Date,
): Promise<Omit<Target, 'now'>> {
  if (load === undefined) return { dataset, ...(await liveLoadOf(customers, dataset)), live: true }
  const loadId = loadIdOf(dataset, load)
  const rotations: Rotation[] = []
  for (const db of customers) {
    const [, state, open] = await runSql<{ state: string }>(db, [
      { text: BEGIN, values: [loadId, dataset, now.toISOString()] },
      { text: STATE, values: [loadId] },
      ROTATION,
    ])
    if (state?.results[0]?.state !== 'loading') throw loadOver()
    rotations.push(...((open?.results ?? []) as unknown as Rotation[]))
  }
  return { dataset, loadId, live: false, rotation: furthest(rotations) }
}

/** The same in every database; for the moment in which one goes live after the other there is none. */
async function liveLoadOf(
  customers: readonly Database[],
  dataset: string,
): Promise<Pick<Target, 'loadId' | 'rotation'>> {
  const found = await Promise.all(
    customers.map((db) => runSql<{ id: string }>(db, [{ text: LIVE, values: [dataset] }, ROTATION])),
  )
  const [loadId, ...others] = new Set(found.flatMap(([one]) => one?.results.map(({ id }) => id) ?? []))
  if (loadId === undefined) throw noSuchDataset()
  if (others.length > 0) throw batchOvertaken()
  return {
    loadId,
    rotation: furthest(found.flatMap(([, open]) => (open?.results ?? []) as unknown as Rotation[])),
  }
}
