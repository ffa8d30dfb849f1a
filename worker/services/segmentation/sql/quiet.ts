import { sql } from 'drizzle-orm'
import { dataset, event } from '../../../../db/schema/tables.ts'
import { type Database, rowsOf } from '../../database.ts'
import { HEARD, type Heard, heardColumns } from '../../facts/companions-sql.ts'

/** How events come to a dataset that is decided for now, and to its companions. */
export interface HeardRow extends Heard {
  dataset: string
}

/** @param loads JSON list of loads */
export const heardIn = (db: Database, loads: string) =>
  rowsOf<HeardRow>(
    db,
    ['dataset', ...HEARD],
    sql`select d.id as dataset, ${heardColumns} from ${dataset} d
      where d.as_of is null and d.live_load in (select value from json_each(${loads}))`,
  )

/** Last transaction of each dataset of the loads; `now`: of datasets that are of no moment of their own. */
export const lastUses = (db: Database, { loads, now }: { loads: string; now: string }) =>
  rowsOf<{ dataset: string; moment: string; last: string | null }>(
    db,
    ['dataset', 'moment', 'last'],
    sql`
    select d.id as dataset, coalesce(d.as_of, ${now}) as moment,
      max(case when e.amount is not null and e.channel <> 'loans' then e.at end) as last
    from ${dataset} d left join ${event} e on e.load_id = d.live_load
    where d.live_load in (select value from json_each(${loads})) group by d.id`,
  )
