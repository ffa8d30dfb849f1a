import { type SQL, sql } from 'drizzle-orm'
import { customerMove } from '../../../db/schema/tables.ts'
import { splitAt } from '../customers/split-at.ts'
import { type Database, rowsOf } from '../database.ts'

/** What became of a customer: merged into another, or split in two. */
export interface Moved {
  key: string
  /** Whom a merge ended with; null: it was a split. */
  to: string | null
  splitAt: string | null
}

/**
 * Moves of the customers asked for; of merges one upon another the last. Where they go round in a circle, there is none.
 * A split of anybody who has ended as the customer is the customer's.
 * @param keys a query that gives keys
 */
export function movesOf(db: Database, keys: SQL) {
  const merged = (row: string) => sql.raw(`${row}.kind = 'merged'`)
  return rowsOf<Moved>(
    db,
    ['key', 'to', 'splitAt'],
    sql`
    with recursive asked(key) as ${keys},
    step(old, key) as (
      select m.old_key, m.new_key from ${customerMove} m where ${merged('m')} and m.old_key in (select key from asked)
      union select step.old, m.new_key from step join ${customerMove} m on m.old_key = step.key and ${merged('m')})
    select old as key, min(key) as "to", null as splitAt from step
    where not exists (select 1 from ${customerMove} m where m.old_key = step.key and ${merged('m')}) group by old
    union all
    select key, null, at from (select key, ${sql.raw(splitAt('asked.key'))} as at from asked) where at is not null`,
  )
}

/** When the customer of these moves was last split in two; ISO. */
export const lastSplit = (moves: readonly Moved[]): string | undefined =>
  moves
    .flatMap(({ splitAt }) => splitAt ?? [])
    .toSorted()
    .at(-1)
