import { runSql, type Sql } from '../../database.ts'
import { currentFacts, mergeFacts } from './merge.ts'
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
  ON CONFLICT DO UPDATE SET after = excluded.after
  WHERE coalesce(excluded.after, 'null') > coalesce(fact_change.after, 'null')`

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
  await runSql(db, [
    ...(target.live ? [...history, { text: FOLLOW_ON, values }] : []),
    target.live
      ? { text: MERGE_LIVE, values: [...values, target.rotation?.id ?? null] }
      : { text: MERGE, values },
    ...(target.live ? [] : [noteCustomers(target.loadId, all)]),
    markDirty(all, target, HAS_EVENTS),
  ])
  return { stored: rows.length, refused: NONE_REFUSED }
}
