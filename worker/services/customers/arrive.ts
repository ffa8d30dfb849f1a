import { type Database, runSql, type Sql } from '../database.ts'
import { followOn } from '../ingest/write/customers.ts'
import { LATER_CHANGE } from '../ingest/write/greater.ts'
import { LATER } from '../ingest/write/identifiers.ts'
import { currentFacts, mergeFacts } from '../ingest/write/merge.ts'
import { mergedStatements } from '../ingest/write/moves.ts'
import { REFUSAL } from '../ingest/write/rekey.ts'
import type { Parcel } from '../placement/moving/rows.ts'
import { movedTable } from '../placement/moving/tables.ts'

/**
 * Facts of rows that arrive, attribute by attribute, each with where it is from.
 * @param source where JSON lists of the columns of `customer` stand, and under which name
 */
export const merging = (value: string, source: string): string => mergeFacts(givenBy(value, source))

const givenBy = (value: string, source: string): string => `
  row(key, load_id, facts, as_of, lineage) AS (
    SELECT ${[0, 1, 2, 3, 4].map((n) => `${value} ->> ${n}`).join()} FROM ${source}),
  given(load_id, key, attr, at, source, rule, val) AS (
    SELECT r.load_id, r.key, f.key, coalesce(r.lineage -> f.key ->> 'at', r.as_of),
      coalesce(r.lineage -> f.key ->> 'source', l.dataset_id, ''),
      coalesce(r.lineage -> f.key ->> 'rule', 'given'), r.facts -> f.key
    FROM row r LEFT JOIN load l ON l.id = r.load_id, json_each(r.facts) f
    UNION ALL
    SELECT r.load_id, r.key, f.key, f.value ->> 'at', f.value ->> 'source', f.value ->> 'rule', 'null'
    FROM row r, json_each(coalesce(r.lineage, '{}')) f WHERE r.facts -> f.key IS NULL)`

/** `?1`: rows of `customer`. */
const MERGE = merging('value', 'json_each(?1)')

/**
 * Of what has a history here or arrives with one, what stands on the other side becomes a part of that. `?1`: rows of
 * `customer`, `?2`: rows of `fact_change`, `?3` now.
 */
const REMEMBER = `WITH RECURSIVE ${givenBy('value', 'json_each(?1)')},
  told(key, attr, dataset_id) AS (SELECT DISTINCT value ->> 0, value ->> 1, value ->> 7 FROM json_each(?2)),
  here(load_id, key) AS (SELECT load_id, key FROM customer WHERE key IN (SELECT key FROM told)
    AND load_id IN (SELECT live_load FROM dataset)), ${currentFacts('here')}
  INSERT INTO fact_change (customer_key, attribute, at, before, after, source, received_at, dataset_id)
  SELECT key, attr, at, NULL, nullif(val, 'null'), source, ?3, l.dataset_id
  FROM current JOIN load l ON l.id = current.load_id
  WHERE rule = 'given' AND (key, attr, l.dataset_id) IN (SELECT key, attr, dataset_id FROM told)
  UNION ALL SELECT key, attr, at, NULL, nullif(val, 'null'), source, ?3, l.dataset_id
  FROM given JOIN load l ON l.id = given.load_id
  WHERE rule = 'given' AND load_id IN (SELECT live_load FROM dataset) AND EXISTS (
    SELECT 1 FROM fact_change f
    WHERE f.customer_key = given.key AND f.dataset_id = l.dataset_id AND f.attribute = given.attr)
  ON CONFLICT DO NOTHING`

/** What becomes of a row that is there already; of the other tables the one that is there stays. */
export const MEETS: Readonly<Record<string, string>> = {
  identifier: LATER,
  fact_change: LATER_CHANGE,
  objection: REFUSAL,
  dirty_customer: `ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`,
}

/** Wherever the customer stands or has events, in whatever load, its facts are folded anew. `?1` keys, `?2` now. */
const DIRTY = `INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT DISTINCT load_id, customer_key, ?2 FROM event WHERE customer_key IN (SELECT value FROM json_each(?1))
  UNION SELECT load_id, key, ?2 FROM customer WHERE key IN (SELECT value FROM json_each(?1))
    AND EXISTS (SELECT 1 FROM event WHERE event.customer_key = customer.key)
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`

/**
 * Puts rows of customers who belong here together with what is here of them, in one batch; done again it changes nothing.
 * @param now ISO time
 * @param areOne it was one customer all along, under two keys: history is told as if all had come under one
 * @throws DatabaseUnavailable; then nothing has arrived
 */
export async function arrive(
  db: Database,
  keys: readonly string[],
  parcels: readonly Parcel[],
  now: string,
  areOne = false,
): Promise<void> {
  const known = JSON.stringify(keys)
  await runSql(db, [
    ...(areOne
      ? [{ text: REMEMBER, values: [listed(parcels, 'customer'), listed(parcels, 'fact_change'), now] }]
      : []),
    ...parcels.flatMap(putting),
    // Merged into others since they set out, they are those.
    ...mergedStatements(keys, now),
    { text: followOn('customer_key IN (SELECT value FROM json_each(?1))'), values: [known] },
    { text: DIRTY, values: [known, now] },
  ])
}

const listed = (parcels: readonly Parcel[], name: string): string =>
  `[${parcels.flatMap((one) => (one.name === name ? one.rows.map(({ row }) => row) : [])).join()}]`

function putting({ name, rows }: Parcel): Sql[] {
  if (rows.length === 0) return []
  const { columns } = movedTable(name)
  const values = columns.map((_, n) => `value ->> ${n}`).join()
  const list = `[${rows.map(({ row }) => row).join()}]`
  const text = `INSERT INTO "${name}" (${columns.join()}) SELECT ${values} FROM json_each(?1) WHERE true
    ${MEETS[name] ?? 'ON CONFLICT DO NOTHING'}`
  const put = { text, values: [list] }
  return name === 'customer' ? [put, { text: MERGE, values: [list] }] : [put]
}
