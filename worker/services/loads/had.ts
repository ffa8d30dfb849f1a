import type { Sql } from '../database.ts'
import { LOOKED_AT, perSpot, pickedFrom } from '../feed/picked.ts'

/** One customer in so many: what fewer have may be missing among those looked at by chance. */
const ONE_IN = 20

/** `?1` dataset, `?2` customers a spot, `?3` the load that is to go live. */
const NOTE = `WITH ${pickedFrom('SELECT live_load FROM dataset WHERE id = ?1 AND live_load IS NOT NULL AND live_load <> ?3')},
  had(name) AS (
    SELECT f.key FROM picked CROSS JOIN customer c ON c.rowid = picked.at CROSS JOIN json_each(c.facts) f
      WHERE f.type <> 'null' AND coalesce(c.lineage -> f.key ->> 'rule', 'given') = 'given'
      GROUP BY f.key HAVING count(*) * ${ONE_IN} >= (SELECT count(*) FROM picked)
    UNION SELECT h.value FROM chosen JOIN load ON load.id = chosen.id CROSS JOIN json_each(load.summary, '$.had') h)
  UPDATE load SET summary = json_object('had', (SELECT json_group_array(name) FROM had))
  WHERE id = ?3 AND state = 'loading' AND EXISTS (SELECT 1 FROM had)`

/**
 * Notes with a load that is to go live which attributes the one that is live has or once had. A source that leaves out a
 * column is seen by that alone: of what nobody has no age is too great. Goes before the swap and in one transaction with it.
 */
export const noteHad = (dataset: string, loadId: string): Sql => ({
  text: NOTE,
  values: [dataset, perSpot(LOOKED_AT), loadId],
})
