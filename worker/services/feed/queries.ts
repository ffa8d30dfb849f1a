import { IngestKind, type RowProblemCode } from '../../contract/ingest.ts'
import type { Sql } from '../database.ts'
import { LAST_DAYS } from '../facts/event-kinds-sql.ts'
import { perSpot, pickedFrom } from './picked.ts'

/** Of each dataset and kind of row so many batches are looked at for what was refused or not declared: else one hides the other. */
export const NEWEST = 50
/** And none that is older: what was mended long ago is of no use to anybody. */
export const DAYS = 30
const LISTED = 20
const MOST_REASONS = 200
/** So many due customers are counted and no more: there may be millions. */
export const MOST_WAITING = 10_000

export interface DatasetRow {
  id: string
  liveLoad: string | null
  asOf: string | null
  currency: string
  eventsAt: string | null
  /** JSON of LateKinds. */
  lateKinds: string | null
}

export interface LoadRow {
  id: string
  dataset: string
  state: 'loading' | 'done'
  startedAt: string
  finishedAt: string | null
  summary: string | null
}

/** What each database of customers has of it. */
export const DATASETS: Sql = {
  text: `SELECT id, live_load AS liveLoad, as_of AS asOf, currency,
    events_at AS eventsAt, late_kinds AS lateKinds FROM dataset ORDER BY id`,
  values: [],
}
export const LOADS: Sql = {
  text: `SELECT id, dataset_id AS dataset, state, started_at AS startedAt, finished_at AS finishedAt, summary
    FROM load WHERE state = 'loading' OR id IN (SELECT live_load FROM dataset) ORDER BY started_at`,
  values: [],
}
export const waitingSql = (now: string): Sql => ({
  text: `SELECT count(*) AS customers
    FROM (SELECT 1 FROM dirty_customer WHERE since <= ?1 LIMIT ${MOST_WAITING + 1})`,
  values: [now],
})

export interface TallyRow {
  loadId: string
  live: number
  kind: IngestKind
  batches: number
  rowsIn: number
  taken: number
  refused: number
  lastAt: string
}

/** What stands in the first database alone, as batches do. */
export const TALLIES: Sql = {
  text: `SELECT load_id AS loadId, live, kind, batches, rows_in AS rowsIn, taken, refused, last_at AS lastAt
    FROM feed_tally ORDER BY kind`,
  values: [],
}

/** Days of a kind that are shown, up to the one that is decided for. */
export const SHOWN_DAYS = 90

export interface KindRow {
  loadId: string
  kind: string
  /** The last day with one. */
  last: string
  /** JSON object of rows by day, of those that are shown. */
  days: string
}

/** Kinds of event of each live load. `now`: ISO moment. */
export const kindsSql = (now: string): Sql => ({
  text: `WITH RECURSIVE live(load_id, until) AS (
      SELECT live_load, substr(coalesce(as_of, ?1), 1, 10) FROM dataset WHERE live_load IS NOT NULL),
    ${LAST_DAYS}
    SELECT last.load_id AS loadId, last.kind, last.day AS last,
      (SELECT json_group_object(e.day, e.rows) FROM event_day e WHERE e.load_id = last.load_id AND e.kind = last.kind
        AND e.day > date(live.until, '-${SHOWN_DAYS} days') AND e.day <= live.until) AS days
    FROM last JOIN live USING (load_id) ORDER BY last.kind`,
  values: [now],
})

export const BATCHES: Sql = {
  text: `SELECT id AS batch, dataset_id AS dataset, load_id AS load, kind, received_at AS at,
      report ->> 'rowsIn' AS rowsIn, report ->> 'taken' AS taken, report ->> 'known' AS known,
      report ->> 'refused' AS refused
    FROM ingest_batch ORDER BY received_at DESC LIMIT ${LISTED}`,
  values: [],
}

const RECENT = `WITH named(id) AS (SELECT id FROM dataset UNION SELECT dataset_id FROM load),
  kinds(kind) AS (VALUES ${IngestKind.options.map((kind) => `('${kind}')`).join()}),
  recent AS (SELECT b.* FROM named CROSS JOIN kinds CROSS JOIN ingest_batch b ON b.rowid IN (
    SELECT rowid FROM ingest_batch WHERE dataset_id = named.id AND kind = kinds.kind AND received_at >= ?1
      ORDER BY received_at DESC LIMIT ${NEWEST}))`
/** Beside one `max` SQLite takes the other columns from the row that has it. */
const LATEST = 'dataset_id AS dataset, recent.kind, recent.id AS batch, max(received_at) AS at'

export interface ProblemRow {
  dataset: string
  kind: IngestKind
  batch: string
  at: string
  code: RowProblemCode
  member: string
  line: number
  rows: number
}

/** @param since ISO; of batches before it nothing is told */
export const problemsSql = (since: string): Sql => ({
  text: `${RECENT} SELECT ${LATEST}, p.value ->> 'code' AS code, p.value ->> 'member' AS member,
      p.value ->> 'line' AS line, sum(p.value ->> 'rows') AS rows
    FROM recent, json_each(recent.report, '$.problems') p
    GROUP BY dataset_id, recent.kind, code, member ORDER BY rows DESC, code, member LIMIT ${MOST_REASONS}`,
  values: [since],
})

export interface DriftRow {
  dataset: string
  kind: IngestKind
  batch: string
  at: string
  list: 'undeclared' | 'outOfBounds'
  name: string
  rows: number
}

/** @param since as above */
export const driftSql = (since: string): Sql => ({
  text: `${RECENT}, lists(list) AS (VALUES ('undeclared'), ('outOfBounds'))
    SELECT ${LATEST}, list, d.value ->> 'name' AS name, sum(d.value ->> 'rows') AS rows
    FROM recent CROSS JOIN lists CROSS JOIN json_each(recent.report, '$.' || list) d
    GROUP BY dataset_id, recent.kind, list, name ORDER BY rows DESC, name LIMIT ${MOST_REASONS}`,
  values: [since],
})

/** Of one customer: names of attributes with a limit, without values, and where they are from. */
export interface LookRow {
  loadId: string
  factsAsOf: string
  lineage: string | null
  names: string
}

const LIVE = 'SELECT live_load FROM dataset WHERE live_load IS NOT NULL'

/**
 * Some customers of each live load.
 * @param names JSON list of attributes
 * @param each customers of a load, at most
 */
export const lookSql = (names: string, each: number): Sql => ({
  text: `WITH ${pickedFrom(LIVE)}
    SELECT c.load_id AS loadId, c.facts_as_of AS factsAsOf, c.lineage,
      (SELECT json_group_array(key) FROM json_each(c.facts)
        WHERE type <> 'null' AND key IN (SELECT value FROM json_each(?1))) AS names
    FROM picked CROSS JOIN customer c ON c.rowid = picked.at`,
  values: [names, perSpot(each)],
})

/** An attribute that somebody has in a load. */
export interface HaveRow {
  loadId: string
  name: string
}

/** What the same customers have, with a limit or without. */
export const haveSql = (each: number): Sql => ({
  text: `WITH ${pickedFrom(LIVE)}
    SELECT DISTINCT c.load_id AS loadId, f.key AS name
    FROM picked CROSS JOIN customer c ON c.rowid = picked.at CROSS JOIN json_each(c.facts) f WHERE f.type <> 'null'`,
  values: [null, perSpot(each)],
})
