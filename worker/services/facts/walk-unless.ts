import type { Sql } from '../database.ts'

/**
 * Goes with every batch that folds: whoever folds by others than the database is walked for (a job that began before the
 * catalogue changed, an importer with another one) has it walked from the start.
 * @param folds digest of those folded by; empty: none
 */
export const walkUnless = (folds: string): Sql => ({
  text: `UPDATE fold_walk SET after = '' WHERE folds <> ?1 AND after IS NOT ''`,
  values: [folds],
})
