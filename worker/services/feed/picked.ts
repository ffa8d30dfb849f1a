/** Places in a load at which customers are looked at. */
const SPOTS = 20
/** Customers of a dataset that are looked at, over all databases. */
export const LOOKED_AT = 400

/** Customers at each place, for so many of a load. */
export const perSpot = (each: number): number => Math.ceil(each / SPOTS)

/**
 * Tables of a query: `picked(at)`, the rowids of customers at even spots of some loads, `?2` at each spot. Reading all of them
 * would take hours; whatever a load has, it is so many rows.
 * @param loads query of their ids
 */
export const pickedFrom = (loads: string): string => `chosen(id) AS (${loads}),
    ends(id, low, high) AS MATERIALIZED (SELECT id,
      (SELECT rowid FROM customer WHERE load_id = chosen.id ORDER BY rowid LIMIT 1),
      (SELECT rowid FROM customer WHERE load_id = chosen.id ORDER BY rowid DESC LIMIT 1) FROM chosen),
    spot(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM spot WHERE n + 1 < ${SPOTS}),
    picked(at) AS (SELECT DISTINCT p.rowid FROM ends CROSS JOIN spot CROSS JOIN customer p ON p.rowid IN (
      SELECT rowid FROM customer WHERE load_id = ends.id AND rowid >= low + (high - low) * n / ${SPOTS}
      ORDER BY rowid LIMIT ?2))`
