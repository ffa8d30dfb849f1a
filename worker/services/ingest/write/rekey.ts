import { followOn } from './customers.ts'
import { LATER_CHANGE } from './greater.ts'
import { LATER } from './identifiers.ts'
import { currentFacts, mergeFacts } from './merge.ts'

/**
 * Who refused targeted tips under one number has refused them, since the first time. Of two refusals that were taken
 * back the later one is kept.
 */
export const REFUSAL = `ON CONFLICT DO UPDATE SET at = excluded.at, recorded_by = excluded.recorded_by,
      taken_back_at = excluded.taken_back_at, taken_back_by = excluded.taken_back_by
    WHERE CASE WHEN objection.taken_back_at IS NULL
      THEN excluded.taken_back_at IS NULL
        AND (excluded.at, excluded.recorded_by) < (objection.at, objection.recorded_by)
      ELSE excluded.taken_back_at IS NULL
        OR (excluded.taken_back_at, excluded.at, excluded.recorded_by)
          > (objection.taken_back_at, objection.at, objection.recorded_by) END`

/** The change of keys that is under way: rows that are made new by then were under no key of the customer before. */
const DURING = "(SELECT id FROM key_rotation WHERE state <> 'done' LIMIT 1)"

const under = (finals: string, rest: string) => `WITH RECURSIVE ${finals} ${rest}`

/**
 * Statements that put facts of some keys under the keys their customers have now, in every load. The rows under the old
 * ones go last, for what `final` is may depend on them.
 * @param finals common table expressions that end with `final(old, key)`
 */
export const rekeyFacts = (finals: string): string[] => [
  mergeFacts(
    `${finals},
    olds(load_id, key) AS (SELECT c.load_id, c.key FROM customer c JOIN final ON final.old = c.key),
    ${currentFacts('olds').replace('current(', 'had(')},
    given AS (SELECT load_id, final.key AS key, attr, at, source, rule, val FROM had JOIN final ON final.old = had.key)`,
    DURING,
  ),
  under(finals, 'DELETE FROM customer WHERE key IN (SELECT old FROM final)'),
]

/** The same for numbers. */
export const rekeyIdentifiers = (finals: string): string[] => [
  put(finals, 'identifier', ['load_id', 'hash', 'kind', 'role', 'certain', 'source', 'at'], LATER),
  gone(finals, 'identifier'),
]

/** What facts of the customers there are now were before, by what is known of it. */
export const followTogether = (finals: string): string =>
  under(finals, followOn('customer_key IN (SELECT key FROM final)'))

/** The same for what facts were before. */
export const rekeyChanges = (finals: string): string[] => [
  put(
    finals,
    'fact_change',
    ['attribute', 'at', 'after', 'source', 'received_at', 'dataset_id'],
    LATER_CHANGE,
  ),
  followTogether(finals),
  gone(finals, 'fact_change'),
]

/** The same for all that the base has. */
export const rekeyBase = (finals: string): string[] => [
  ...rekeyFacts(finals),
  under(finals, renamed('event')),
  ...rekeyIdentifiers(finals),
  ...rekeyChanges(finals),
  // Kept in the order of loads, as below of runs: without one, all of them would be walked.
  under(
    finals,
    `DELETE FROM dirty_customer WHERE load_id IN (SELECT id FROM load)
      AND customer_key IN (SELECT old FROM final)`,
  ),
]

/**
 * The same for customers who were merged, with all that hangs on a customer. What agents did with either counts for the
 * one they are now, in caps as in results. Whom a run put into which group was of the old customer alone: it is dropped,
 * and the next run looks at the one there is. Holds and commitments keep naming whom they were made for.
 */
export const rekeyMerged = (finals: string): string[] => [
  ...rekeyBase(finals),
  under(finals, renamed('outcome')),
  under(finals, renamed('conversion')),
  ...rekeyRefusals(finals),
  under(
    finals,
    `DELETE FROM segmentation_member WHERE run_id IN (SELECT id FROM segmentation_run)
      AND customer_key IN (SELECT old FROM final)`,
  ),
]

/** The same for refusals of targeted tips alone. */
export const rekeyRefusals = (finals: string): string[] => [
  put(finals, 'objection', ['at', 'recorded_by', 'taken_back_at', 'taken_back_by'], REFUSAL),
  gone(finals, 'objection'),
]

/** Rows under old keys once more under those the customers have now, where a row may stand already. */
const put = (finals: string, table: string, columns: readonly string[], meets: string) =>
  under(
    finals,
    `INSERT INTO ${table} (customer_key, ${columns.join(', ')})
    SELECT final.key, ${columns.join(', ')} FROM ${table}
    JOIN final ON final.old = ${table}.customer_key WHERE true ${meets}`,
  )

const gone = (finals: string, table: string) =>
  under(finals, `DELETE FROM ${table} WHERE customer_key IN (SELECT old FROM final)`)

const renamed = (table: string) =>
  `UPDATE ${table} SET customer_key = (SELECT key FROM final WHERE old = ${table}.customer_key)
    WHERE customer_key IN (SELECT old FROM final)`

/**
 * Before the same: of what has a history under one key, what stands under the other becomes a part of that, as it would
 * have if all had come under one.
 * @param at which value of the statement the time is, such as `?2`
 */
export const rememberTogether = (finals: string, at: string): string =>
  under(
    `${finals}, both(load_id, key) AS (SELECT c.load_id, c.key FROM customer c
      JOIN (SELECT old AS key FROM final UNION SELECT key FROM final) k ON k.key = c.key
      WHERE c.load_id IN (SELECT live_load FROM dataset)), ${currentFacts('both')}`,
    `INSERT INTO fact_change (customer_key, attribute, at, before, after, source, received_at, dataset_id)
    SELECT final.key, c.attr, c.at, NULL, nullif(c.val, 'null'), c.source, ${at}, l.dataset_id
    FROM final JOIN current c ON c.key IN (final.old, final.key) JOIN load l ON l.id = c.load_id
    WHERE c.rule = 'given' AND EXISTS (
      SELECT 1 FROM fact_change f WHERE f.customer_key = iif(c.key = final.key, final.old, final.key)
        AND f.dataset_id = l.dataset_id AND f.attribute = c.attr)
    ON CONFLICT DO NOTHING`,
  )

/**
 * Before the same: who has events under either key is to be folded anew, where facts or events come together.
 * @param at which value of the statement the time is, such as `?2`
 */
export const dueTogether = (finals: string, at: string): string =>
  under(
    finals,
    `INSERT INTO dirty_customer (load_id, customer_key, since)
    SELECT e.load_id, final.key, ${at} FROM final CROSS JOIN event e ON e.customer_key = final.old
    UNION SELECT c.load_id, final.key, ${at} FROM final CROSS JOIN customer c ON c.key IN (final.old, final.key)
    WHERE EXISTS (SELECT 1 FROM event e WHERE e.customer_key IN (final.old, final.key))
    ON CONFLICT DO UPDATE SET since = excluded.since WHERE dirty_customer.since > excluded.since`,
  )
