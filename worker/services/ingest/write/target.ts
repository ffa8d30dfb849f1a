import type { Database, Sql } from '../../database.ts'

/** Where rows go, and when they came. */
export interface Target {
  dataset: string
  loadId: string
  /** False for a full refresh that is still being filled: nobody's history yet. */
  live: boolean
  /** ISO moment of receipt. */
  now: string
}

/** One JSON list of a bound value. */
export const listOf = (texts: readonly string[]): string => `[${texts.join()}]`

/** How many rows a writer stored, and which of those given it could not take, by position. */
export interface Written {
  stored: number
  refused: readonly number[]
}

/** Writes rows of one database, all or none of them. `lists` are the JSON texts of rows. */
export type WriteRows = (
  db: Database,
  target: Target,
  rows: readonly string[],
  keys: readonly string[],
) => Promise<Written>

/** Marks customers to be folded anew; those merged into others by the ones they are now. */
export const markDirty = (keys: string, { loadId, now }: Target, where = 'true'): Sql => ({
  text: `WITH RECURSIVE ${finalKeys('?1')}
    INSERT INTO dirty_customer (load_id, customer_key, since)
    SELECT ?2, coalesce((SELECT key FROM final WHERE old = value), value) AS now, ?3 FROM json_each(?1) WHERE ${where}
    ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`,
  values: [keys, loadId, now],
})

/** Of customers without events there is nothing to fold. */
export const HAS_EVENTS = `EXISTS (SELECT 1 FROM event
  WHERE customer_key = coalesce((SELECT key FROM final WHERE old = value), value))`

/**
 * Common table expressions `step` and `final`: of those among a JSON list of keys that were merged into others, whom
 * they ended with. Where merges go round in a circle there is no end, and they stay.
 */
export const finalKeys = (keys: string): string => `
  step(old, key) AS (
    SELECT old_key, new_key FROM customer_move
    WHERE kind = 'merged' AND old_key IN (SELECT value FROM json_each(${keys}))
    UNION SELECT step.old, m.new_key FROM step JOIN customer_move m ON m.old_key = step.key AND m.kind = 'merged'),
  final(old, key) AS (
    SELECT old, min(key) FROM step
    WHERE NOT EXISTS (SELECT 1 FROM customer_move m WHERE m.old_key = step.key AND m.kind = 'merged') GROUP BY old)`
