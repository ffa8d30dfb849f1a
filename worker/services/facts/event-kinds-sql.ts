/**
 * Common table expressions `last(load_id, kind, day)` of loads `live(load_id, …)`: the last day of each kind of event. Found
 * kind by kind: the days of a load are thousands.
 */
export const LAST_DAYS = `seen(load_id, kind) AS (
    SELECT load_id, (SELECT min(kind) FROM event_day WHERE load_id = live.load_id) FROM live
    UNION ALL
    SELECT load_id, (SELECT min(e.kind) FROM event_day e WHERE e.load_id = seen.load_id AND e.kind > seen.kind)
    FROM seen WHERE kind IS NOT NULL),
  last(load_id, kind, day) AS MATERIALIZED (
    SELECT load_id, kind, (SELECT max(day) FROM event_day e WHERE e.load_id = seen.load_id AND e.kind = seen.kind)
    FROM seen WHERE kind IS NOT NULL)`
