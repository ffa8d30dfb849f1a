import { type SQL, sql } from 'drizzle-orm'
import { type Database, rowsOf } from '../database.ts'
import type { Cursor } from './cursor.ts'
import { listed, type Scope, seated, seenEvents, singleKeys } from './sql.ts'

/** An event as it is stored. */
export interface EventRow {
  id: string
  /** An instant in UTC with milliseconds, or a day. */
  at: string
  channel: string
  kind: string
  /** Smallest unit of the currency seen in; null where there is none, or it is in another. */
  amount: number | null
  /** JSON. */
  detail: string | null
  load: string
}

/** Which events, newest first. */
export interface Wanted {
  channels?: readonly string[] | undefined
  kinds?: readonly string[] | undefined
  before?: Cursor | undefined
  limit: number
}

const COLUMNS = ['id', 'at', 'channel', 'kind', 'amount', 'detail', 'load'] as const
const ORDER = sql.raw('order by at desc, id desc, load desc')

/**
 * The newest events of a customer, as many as wanted. Each key is walked backwards in the index by customer and moment,
 * so that a page costs a page however many events there are.
 */
export function newestEvents(db: Database, scope: Scope, wanted: Wanted) {
  const walks = singleKeys(scope.key).map((whose) => walk(whose, scope, wanted))
  return rowsOf<EventRow>(
    db,
    COLUMNS,
    sql`with ${seated(scope)} ${sql.join(walks, sql` union all `)} ${ORDER} limit ${wanted.limit}`,
  )
}

const walk = (whose: SQL, scope: Scope, { channels, kinds, before, limit }: Wanted): SQL => sql`
  select * from (select e.id, e.at, e.channel, e.kind, e.detail, e.load_id as load,
      case when l.currency = (select currency from seat) then e.amount end as amount
    ${seenEvents(whose, scope)}
    ${channels ? sql`and e.channel in ${listed(channels)}` : sql``}
    ${kinds ? sql`and e.kind in ${listed(kinds)}` : sql``}
    ${before ? beyond(before) : sql``}
    order by e.at desc, e.id desc, e.load_id desc limit ${limit})`

/** The first part alone can be found in the index. */
const beyond = ({ at, id, load }: Cursor): SQL =>
  sql`and e.at <= ${at} and (e.at, e.id, e.load_id) < (${at}, ${id}, ${load})`
