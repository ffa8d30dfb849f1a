import { valueOrder } from './greater.ts'

/** Of statements on one attribute. */
export const GREATEST_FIRST = ['at', 'source', ...valueOrder('val')].map((one) => `${one} DESC`).join()

/**
 * Merges facts attribute by attribute: of one attribute the later `at` stands, then the greater source, then the
 * greater value, numbers as numbers and the rest as JSON text; so that any order of arrival ends alike.
 * @param given common table expressions that end with `given(load_id, key, attr, at, source, rule, val)`; `val` is JSON
 *   text, `null` for what is unknown since
 * @param cameIn SQL for `came_in` of customers who are new
 * @returns one statement
 */
export const mergeFacts = (given: string, cameIn = 'NULL'): string => `WITH RECURSIVE ${given},
  ${currentFacts('(SELECT DISTINCT load_id, key FROM given)')},
  ranked AS (
    SELECT *, row_number() OVER (PARTITION BY load_id, key, attr ORDER BY ${GREATEST_FIRST}) AS place
    FROM (SELECT load_id, key, attr, at, source, rule, val FROM given
      UNION ALL SELECT load_id, key, attr, at, source, rule, val FROM current)),
  standing AS (SELECT * FROM ranked WHERE place = 1 ORDER BY load_id, key, attr)
  INSERT INTO customer (key, load_id, facts, facts_as_of, lineage, came_in)
  SELECT key, load_id, coalesce(json_group_object(attr, json(val)) FILTER (WHERE val <> 'null'), '{}'),
    coalesce(max(at) FILTER (WHERE rule = 'given'), max(at)),
    json_group_object(attr, json_object('at', at, 'source', source, 'rule', rule)), ${cameIn}
  FROM standing GROUP BY load_id, key
  ON CONFLICT DO UPDATE SET facts = excluded.facts, facts_as_of = excluded.facts_as_of, lineage = excluded.lineage`

/**
 * Common table expression `current`: what customers' rows hold, by attribute, with its origin; where none is kept, it
 * came with the load. What is known to be unknown stands in the lineage alone.
 * @param of rows of load and key
 */
export const currentFacts = (of: string): string => `
  current(load_id, key, attr, at, source, rule, val) AS (
    SELECT c.load_id, c.key, f.key, coalesce(c.lineage -> f.key ->> 'at', c.facts_as_of),
      coalesce(c.lineage -> f.key ->> 'source', l.dataset_id, ''),
      coalesce(c.lineage -> f.key ->> 'rule', 'given'), c.facts -> f.key
    FROM ${of} o JOIN customer c ON c.key = o.key AND c.load_id = o.load_id
      LEFT JOIN load l ON l.id = c.load_id, json_each(c.facts) f
    UNION ALL
    SELECT c.load_id, c.key, f.key, f.value ->> 'at', f.value ->> 'source', f.value ->> 'rule', 'null'
    FROM ${of} o JOIN customer c ON c.key = o.key AND c.load_id = o.load_id, json_each(coalesce(c.lineage, '{}')) f
    WHERE c.facts -> f.key IS NULL)`
