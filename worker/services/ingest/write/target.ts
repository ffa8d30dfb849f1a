import type { Database, Sql } from '../../database.ts'
import { fillingCompanions, liveCompanions } from '../../facts/companions-sql.ts'
import type { Rotation } from '../../rotations/standing.ts'
import type { EventDay } from '../event-days.ts'
import type { RowProblem } from '../rows/row.ts'

/** Where rows go, and when they came. */
export interface Target {
  dataset: string
  loadId: string
  /** False for a full refresh that is still being filled: nobody's history yet. */
  live: boolean
  /** ISO moment of receipt. */
  now: string
  /** The change of keys that is under way; null: none is. */
  rotation: Rotation | null
}

/** One JSON list of a bound value. */
export const listOf = (texts: readonly string[]): string => `[${texts.join()}]`

export interface Written {
  /** How many rows; of facts, of which a row has several, the places of those that are to stand. */
  stored: number | ReadonlySet<number>
  /** Why some of those given could not be taken, by place. */
  refused: ReadonlyMap<number, RowProblem>
  /** Of events: customers of whom nothing else is there. */
  strangers?: ReadonlySet<string>
  /** And on which days they happened. */
  days?: readonly EventDay[]
}

export const NONE_REFUSED: Written['refused'] = new Map()

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

/**
 * After their events changed in a live load: marks customers to be folded anew in its companions, wherever they stand
 * there. One that is being filled waits for nobody: it does not claim any more to be folded over this load.
 * @param ending common table expressions that end with `ending(key)`, of `?1`; `?2` is the load, `?3` now
 */
export const markTogether = (ending: string, list: string, { live, loadId, now }: Target): Sql[] => {
  const standing = (loads: string) => `FROM (${loads}) l CROSS JOIN ending
    CROSS JOIN customer c ON c.key = ending.key AND c.load_id = l.id`
  const mark = `WITH RECURSIVE ${ending}
    INSERT INTO dirty_customer (load_id, customer_key, since)
    SELECT DISTINCT c.load_id, c.key, ?3 ${standing(liveCompanions('?2'))} WHERE true
    ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`
  const disclaim = `WITH RECURSIVE ${ending}
    UPDATE customer SET folded_over = json_remove(folded_over, '$."' || ?2 || '"')
    WHERE rowid IN (SELECT c.rowid ${standing(fillingCompanions('?2'))})`
  if (!live) return []
  return [
    { text: mark, values: [list, loadId, now] },
    { text: disclaim, values: [list, loadId] },
  ]
}

/** Of customers without events there is nothing to fold. */
export const HAS_EVENTS = `EXISTS (SELECT 1 FROM event
  WHERE customer_key = coalesce((SELECT key FROM final WHERE old = value), value))`

/** While keys are being changed a key and its other, which is the same customer. */
export const aliases = (key: string): string => `(${key},
  (SELECT new_key FROM key_pair WHERE old_key = ${key}), (SELECT old_key FROM key_pair WHERE new_key = ${key}))`

/** Looked at once: where no keys are being changed, nobody's other key is looked for. */
const CHANGING = 'EXISTS (SELECT 1 FROM key_pair)'

/**
 * Common table expressions `step` and `final`: of those among some keys that were merged into others, whom they ended
 * with. Where merges go round in a circle there is no end, and they stay.
 * @param keys a query that gives keys as `value`
 * @param of stands before both names, where there are two of them in one statement
 */
export const finalsAmong = (keys: string, of = ''): string => `
  ${of}seed(old, key) AS (
    SELECT value, value FROM (${keys})
    UNION ALL SELECT k.value, p.new_key FROM (${keys}) k CROSS JOIN key_pair p ON p.old_key = k.value WHERE ${CHANGING}
    UNION ALL SELECT k.value, p.old_key FROM (${keys}) k CROSS JOIN key_pair p ON p.new_key = k.value WHERE ${CHANGING}),
  ${of}step(old, key) AS (
    SELECT seed.old, m.new_key FROM ${of}seed seed CROSS JOIN customer_move m ON m.old_key = seed.key
    WHERE m.kind = 'merged'
    UNION ${[IS, NEW, OLD].map((key) => next(key, of)).join(' UNION ')}),
  ${of}final(old, key) AS (
    SELECT old, min(key) FROM ${of}step step WHERE ${[IS, NEW, OLD].map(isNotMerged).join(' AND ')}
    GROUP BY old)`

// One by one: in a list of them SQLite looks through all merges there ever were.
const IS = 'step.key'
const NEW = '(SELECT new_key FROM key_pair WHERE old_key = step.key)'
const OLD = '(SELECT old_key FROM key_pair WHERE new_key = step.key)'
const next = (key: string, of: string): string =>
  `SELECT step.old, m.new_key FROM ${of}step step CROSS JOIN customer_move m
    ON m.old_key = ${key} AND m.kind = 'merged'`
const isNotMerged = (key: string): string =>
  `NOT EXISTS (SELECT 1 FROM customer_move m WHERE m.old_key = ${key} AND m.kind = 'merged')`

/** The same of a JSON list of keys. */
export const finalKeys = (keys: string): string => finalsAmong(`SELECT value FROM json_each(${keys})`)

/** The keys of the JSON list `?1`, those merged into others by the ones they are now. */
export const ENDING = `${finalKeys('?1')}, ending(key) AS MATERIALIZED (
  SELECT DISTINCT coalesce(f.key, value) FROM json_each(?1) LEFT JOIN final f ON f.old = value)`
