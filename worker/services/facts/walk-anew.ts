import type { Sql } from '../database.ts'

/**
 * Goes before and after what changes which load of a dataset is live: what happened with the customers of its companions,
 * before or since, is theirs as well, so that the database is walked from the start where there are any.
 */
export const walkAnew = (dataset: string): Sql => ({
  text: `UPDATE fold_walk SET after = '' WHERE after IS NOT '' AND EXISTS (
    SELECT 1 FROM dataset t JOIN dataset d ON d.id <> t.id AND d.as_of IS t.as_of AND d.currency = t.currency
    WHERE t.id = ?1 AND t.live_load IS NOT NULL AND d.live_load IS NOT NULL)`,
  values: [dataset],
})
