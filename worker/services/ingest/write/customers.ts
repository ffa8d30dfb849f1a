import { runSql, type Sql } from '../../database.ts'
import { isGreater, LATER_CHANGE, valueOrder } from './greater.ts'
import { currentFacts, GREATEST_FIRST, mergeFacts } from './merge.ts'
import { noteCustomers } from './sent.ts'
import { finalKeys, HAS_EVENTS, listOf, markDirty, NONE_REFUSED, type WriteRows } from './target.ts'

/** `?1` rows, `?2` load, `?3` keys. */
const GIVEN = `${finalKeys('?3')},
  given(load_id, key, attr, at, source, rule, val) AS (
    SELECT ?2, coalesce(final.key, row.value ->> 0), row.value ->> 1, row.value ->> 2, row.value ->> 3, 'given',
      row.value ->> 4
    FROM json_each(?1) row LEFT JOIN final ON final.old = row.value ->> 0)`

const MERGE = mergeFacts(GIVEN)
/** Into a live load, by `?4`: what comes during a change of keys may be of a customer who is there under the other. */
const MERGE_LIVE = mergeFacts(GIVEN, '?4')

/** What stood before the first statement on it, so that its change can be told; `?4` now, `?5` dataset. */
const REMEMBER = `WITH RECURSIVE ${GIVEN},
  ${currentFacts('(SELECT DISTINCT load_id, key FROM given)')}
  INSERT INTO fact_change (customer_key, attribute, at, before, after, source, received_at, dataset_id)
  SELECT key, attr, at, NULL, nullif(val, 'null'), source, ?4, ?5 FROM current
  WHERE rule = 'given' AND (key, attr) IN (SELECT key, attr FROM given)
  ON CONFLICT DO NOTHING`

const KEEP = `WITH RECURSIVE ${GIVEN}
  INSERT INTO fact_change (customer_key, attribute, at, before, after, source, received_at, dataset_id)
  SELECT key, attr, at, NULL, nullif(val, 'null'), source, ?4, ?5 FROM given WHERE true
  ${LATER_CHANGE}`

/** Places of those values that are to stand: nothing else given, nor what the customer has, is greater. */
const STANDING = `WITH RECURSIVE ${finalKeys('?3')},
  given(place, key, attr, at, source, val) AS (
    SELECT row.key, coalesce(final.key, row.value ->> 0), row.value ->> 1, row.value ->> 2, row.value ->> 3,
      row.value ->> 4
    FROM json_each(?1) row LEFT JOIN final ON final.old = row.value ->> 0),
  ranked AS (SELECT *, row_number() OVER (PARTITION BY key, attr ORDER BY ${GREATEST_FIRST}) AS nth FROM given),
  had AS (SELECT r.*, coalesce(c.lineage -> r.attr ->> 'at', iif(c.facts -> r.attr IS NULL, NULL, c.facts_as_of)) AS had_at,
      coalesce(c.lineage -> r.attr ->> 'source', (SELECT dataset_id FROM load WHERE id = ?2), '') AS had_source,
      coalesce(c.facts -> r.attr, 'null') AS had_val
    FROM ranked r LEFT JOIN customer c ON c.key = r.key AND c.load_id = ?2 WHERE nth = 1)
  SELECT place FROM had WHERE had_at IS NULL OR ${isGreater(
    ['at', 'source', ...valueOrder('val')],
    ['had_at', 'had_source', ...valueOrder('had_val')],
  )}`

const earlier = (what: string) => `SELECT ${what} FROM fact_change p
    WHERE p.customer_key = fact_change.customer_key AND p.dataset_id = fact_change.dataset_id
      AND p.attribute = fact_change.attribute
      AND (p.at, p.source) < (fact_change.at, fact_change.source)`

/**
 * What a fact was before is what the one before it in time of the same dataset says, whichever arrived first; where there
 * is none, what was noted stays.
 */
export const followOn = (among: string): string => `UPDATE fact_change
  SET before = (${earlier('p.after')} ORDER BY p.at DESC, p.source DESC LIMIT 1)
  WHERE ${among} AND EXISTS (${earlier('1')})`

const FOLLOW_ON = `WITH RECURSIVE ${GIVEN}
  ${followOn('(customer_key, attribute) IN (SELECT key, attr FROM given)')}`

/** Merges facts into customers' rows and, where those are live, into their history, in one batch. */
export const writeCustomers: WriteRows = async (db, target, rows, keys) => {
  const [list, all] = [listOf(rows), JSON.stringify(keys)]
  const values = [list, target.loadId, all]
  const history = [REMEMBER, KEEP].map(
    (text): Sql => ({ text, values: [...values, target.now, target.dataset] }),
  )
  const [standing] = await runSql<{ place: number }>(db, [
    { text: STANDING, values },
    ...(target.live ? [...history, { text: FOLLOW_ON, values }] : []),
    target.live
      ? { text: MERGE_LIVE, values: [...values, target.rotation?.id ?? null] }
      : { text: MERGE, values },
    ...(target.live ? [] : [noteCustomers(target.loadId, all)]),
    markDirty(all, target, HAS_EVENTS),
  ])
  return { stored: new Set(standing?.results.map(({ place }) => place)), refused: NONE_REFUSED }
}
