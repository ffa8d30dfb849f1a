import { type Database, runSql, type Sql } from '../database.ts'
import { followOn } from '../ingest/write/customers.ts'
import { LATER } from '../ingest/write/identifiers.ts'
import { mergeFacts } from '../ingest/write/merge.ts'
import { LATER_CHANGE, REFUSAL, rekeyMerged } from '../ingest/write/rekey.ts'
import { finalKeys } from '../ingest/write/target.ts'
import type { Parcel } from '../placement/moving/rows.ts'
import { movedTable } from '../placement/moving/tables.ts'

/**
 * Facts of rows that arrive, attribute by attribute, each with where it is from.
 * @param source where JSON lists of the columns of `customer` stand, and under which name
 */
export const merging = (value: string, source: string): string =>
  mergeFacts(`
  row(key, load_id, facts, as_of, lineage) AS (
    SELECT ${[0, 1, 2, 3, 4].map((n) => `${value} ->> ${n}`).join()} FROM ${source}),
  given(load_id, key, attr, at, source, rule, val) AS (
    SELECT r.load_id, r.key, f.key, coalesce(r.lineage -> f.key ->> 'at', r.as_of),
      coalesce(r.lineage -> f.key ->> 'source', l.dataset_id, ''),
      coalesce(r.lineage -> f.key ->> 'rule', 'given'), r.facts -> f.key
    FROM row r LEFT JOIN load l ON l.id = r.load_id, json_each(r.facts) f
    UNION ALL
    SELECT r.load_id, r.key, f.key, f.value ->> 'at', f.value ->> 'source', f.value ->> 'rule', 'null'
    FROM row r, json_each(coalesce(r.lineage, '{}')) f WHERE r.facts -> f.key IS NULL)`)

/** `?1`: rows of `customer`. */
const MERGE = merging('value', 'json_each(?1)')

/** What becomes of a row that is there already; of the other tables the one that is there stays. */
export const MEETS: Readonly<Record<string, string>> = {
  identifier: LATER,
  fact_change: LATER_CHANGE,
  objection: REFUSAL,
  dirty_customer: `ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`,
}

/** `?1`: a JSON list of keys. */
const MERGED = rekeyMerged(finalKeys('?1'))

/** Where the customer has events, in whatever load, its facts are folded anew. `?1` keys, `?2` now. */
const DIRTY = `INSERT INTO dirty_customer (load_id, customer_key, since)
  SELECT DISTINCT load_id, customer_key, ?2 FROM event WHERE customer_key IN (SELECT value FROM json_each(?1))
  ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`

/**
 * Puts rows of customers who belong here together with what is here of them, in one batch; done again it changes nothing.
 * @param now ISO time
 * @throws DatabaseUnavailable; then nothing has arrived
 */
export async function arrive(
  db: Database,
  keys: readonly string[],
  parcels: readonly Parcel[],
  now: string,
): Promise<void> {
  const known = JSON.stringify(keys)
  await runSql(db, [
    ...parcels.flatMap(putting),
    // Merged into others since they set out, they are those.
    ...MERGED.map((text) => ({ text, values: [known] })),
    { text: followOn('customer_key IN (SELECT value FROM json_each(?1))'), values: [known] },
    { text: DIRTY, values: [known, now] },
  ])
}

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
