import { desc, eq, inArray, sql } from 'drizzle-orm'
import { customer, dataset, factChange, identifier, load } from '../../../db/schema/tables.ts'
import type { IdentifierKind, LinkRole } from '../../contract/identity.ts'
import { MOST_CHANGES } from '../../contract/view.ts'
import { splitAt } from '../customers/split-at.ts'
import { type Database, rowsOf } from '../database.ts'
import { saidFields } from '../facts/companions-sql.ts'
import { liveSegments } from '../segmentation/sql/live.ts'
import type { ActivityRow } from './activity.ts'
import type { ChangeRow } from './changes.ts'
import type { EventRow } from './events-sql.ts'
import { beside, listed, momentOf, monthOf, type Scope, seated, seenEvents } from './sql.ts'

/** Facts with the groups of live runs, one row for each live dataset in which the customer stands. */
export const keptFacts = (db: Database, { keys }: Scope) =>
  db
    .select({
      ...saidFields,
      segments: liveSegments(sql`${customer.key}`),
    })
    .from(customer)
    .innerJoin(dataset, eq(dataset.liveLoad, customer.loadId))
    .innerJoin(load, eq(load.id, dataset.liveLoad))
    .where(inArray(customer.key, keys))

/** Of one channel, kind and month; `spokenAt` is the last of them that began more than an hour ago. */
export interface CountedRow extends ActivityRow {
  spokenAt: string | null
  /** Which event it is, where each is a row by itself; else one of them. */
  id: string
  load: string
}

/**
 * How many events there are: one walk over all of the customer's. With a seat from elsewhere each is a row by itself: what
 * is on its way between two databases may stand in both.
 */
export const countedEvents = (db: Database, scope: Scope) =>
  rowsOf<CountedRow>(
    db,
    ['channel', 'kind', 'month', 'events', 'firstAt', 'lastAt', 'spokenAt', 'id', 'load'],
    sql`with ${seated(scope)}
      select e.channel, e.kind, ${monthOf(sql`e.at`, scope)} as month, count(*) as events,
        min(e.at) as "firstAt", max(e.at) as "lastAt",
        max(case when ${momentOf(sql`e.at`, scope)} < ${beside('-1 hour')} then e.at end) as "spokenAt",
        min(e.id) as id, min(e.load_id) as load
      ${seenEvents(sql`in ${scope.keys}`, scope)}
      group by e.channel, e.kind, month ${sql.raw(scope.seat ? ', e.load_id, e.id' : '')}`,
  )

/** Events of some kinds, in order of time. */
export const eventsOfKinds = (db: Database, scope: Scope, kinds: readonly string[]) =>
  rowsOf<Omit<EventRow, 'amount'>>(
    db,
    ['id', 'at', 'channel', 'kind', 'detail', 'load'],
    sql`with ${seated(scope)} select e.id, e.at, e.channel, e.kind, e.detail, e.load_id as load
      ${seenEvents(sql`in ${scope.keys}`, scope)} and e.kind in ${listed(kinds)} order by e.at, e.id`,
  )

/**
 * The newest changes of these attributes, by the dataset that speaks for the customer and its companions: of others nobody
 * sees the facts. What stood before is as the same dataset has it.
 */
export const changesOf = (db: Database, scope: Scope, attributes: readonly string[]) =>
  rowsOf<ChangeRow>(
    db,
    ['attribute', 'at', 'before', 'after', 'source', 'dataset'],
    sql`with ${seated(scope)} select f.attribute, f.at, f.before, f.after, f.source, f.dataset_id as dataset
      from ${factChange} f
      where f.customer_key in ${scope.keys} and f.dataset_id in (
          select d.id from ${dataset} d join seat on d.as_of is seat.as_of and d.currency = seat.currency)
        and f.attribute in ${listed(attributes)}
        and coalesce(f.before, 'null') <> coalesce(f.after, 'null') and f.at <= (select moment from seat)
      order by f.at desc, f.attribute, f.source limit ${MOST_CHANGES}`,
  )

export interface LinkRow {
  kind: IdentifierKind
  role: LinkRole
  certain: number
  count: number
  /** Which number it is, where each is a row by itself; else one of them. */
  hash: string
}

/** How many numbers lead to the customer. One of which two datasets say two things is as certain as the less certain says. */
export const countedLinks = (db: Database, scope: Scope) =>
  rowsOf<LinkRow>(
    db,
    ['kind', 'role', 'certain', 'count', 'hash'],
    sql`with ${seated(scope)}, said as (
        select i.hash, i.kind, i.role,
          min(i.certain and coalesce(${sql.raw(splitAt('i.customer_key'))} < i.at, 1)) as certain
        from ${identifier} i join loads l on l.id = i.load_id
        where i.customer_key in ${scope.keys} and i.at <= (select moment from seat)
        group by i.hash, i.kind, i.role)
      select kind, role, certain, count(*) as count, min(hash) as hash from said
      group by kind, role, certain ${sql.raw(scope.seat ? ', hash' : '')}
      order by kind, role, certain desc`,
  )

/** Nothing but who speaks for the customer. */
export const seatOf = (db: Database, { keys }: Scope) =>
  db
    .select({ currency: dataset.currency })
    .from(customer)
    .innerJoin(dataset, eq(dataset.liveLoad, customer.loadId))
    .innerJoin(load, eq(load.id, dataset.liveLoad))
    .where(inArray(customer.key, keys))
    .orderBy(desc(load.finishedAt))
    .limit(1)
