import type { Sql } from '../database.ts'

/**
 * Notes that events came with a whole load; goes after the swap, in one transaction with it. Nothing where another load is
 * live; of history nothing comes any more.
 */
export const eventsCame = (dataset: string, loadId: string, at: string): Sql => ({
  text: 'UPDATE dataset SET events_at = iif(as_of IS NULL, ?3, NULL) WHERE id = ?1 AND live_load = ?2',
  values: [dataset, loadId, at],
})
