import { type Database, runSql } from '../database.ts'

/** What a database says of its walk. */
export interface Walk {
  /** Digest of the folds. */
  folds: string
  /** Customer key after which it goes on; null: nobody is left. */
  after: string | null
}

export const WALK = 'SELECT folds, after FROM fold_walk'

/** Where there are no folds any more nobody is to be folded, but it is known that there were none. */
const BEGIN = `INSERT INTO fold_walk (id, folds, after) VALUES (1, ?1, ?2)
  ON CONFLICT DO UPDATE SET folds = excluded.folds, after = excluded.after WHERE fold_walk.folds <> excluded.folds`

/**
 * Begins to walk the customers of a database, where it was walked for other folds than the catalogue has now.
 * @param kept what it says of its walk; undefined: there never was one
 * @param folds their digest; empty: there are none
 * @returns whether customers are left to be walked
 * @throws DatabaseUnavailable
 */
export async function beginWalk(db: Database, kept: Walk | undefined, folds: string): Promise<boolean> {
  if ((kept?.folds ?? '') === folds) return (kept?.after ?? null) !== null
  await runSql(db, [{ text: BEGIN, values: [folds, folds === '' ? null : ''] }])
  return folds !== ''
}
