import { sql } from 'drizzle-orm'
import { customer, dataset, load } from '../../../db/schema/tables.ts'
import type { Said } from './companions.ts'

/**
 * Loads over whose events the facts of one load are folded: itself, and what is live of its companions, the other
 * datasets of the same as-of and currency.
 */
export const loadsOver = (of: { load: string; dataset: string; asOf: string; currency: string }): string =>
  `SELECT ${of.load} AS id UNION SELECT live_load FROM dataset
    WHERE id <> ${of.dataset} AND live_load IS NOT NULL AND as_of IS ${of.asOf} AND currency = ${of.currency}`

/** Companions' loads in a state, where a load is live; none of one that is being filled. */
const companionLoads = (load: string, state: string): string => `SELECT l.id FROM dataset t
  JOIN dataset d ON d.id <> t.id AND d.as_of IS t.as_of AND d.currency = t.currency JOIN load l ON l.dataset_id = d.id
  WHERE t.live_load = ${load} AND ${state}`

/** The live ones. */
export const liveCompanions = (load: string): string => companionLoads(load, 'd.live_load = l.id')

/** Those being filled, which will take the place of a live one. */
export const fillingCompanions = (load: string): string => companionLoads(load, "l.state = 'loading'")

/**
 * SQL: 1 where what was folded is not over all that happened with the customer, since a companion went live meanwhile that
 * has events of theirs, or a load is not live any more that had.
 * @param c how the query calls the customer
 * @param d and the dataset
 */
const foldsApart = (c: string, d: string): string => `(
  exists (select 1 from json_each(${c}.folded_over) o
    where o.value = 1 and o.key not in (select live_load from dataset where live_load is not null))
  or exists (select 1 from dataset p
    where p.id <> ${d}.id and p.live_load is not null and p.as_of is ${d}.as_of and p.currency = ${d}.currency
      and ${c}.folded_over -> p.live_load is null
      and exists (select 1 from event v where v.customer_key = ${c}.key and +v.load_id = p.live_load)))`

/**
 * SQL: when events last came into any live dataset whose facts are folded together with those of `d`; null: nobody knows, or
 * they are of history, which is over.
 */
const eventsAt = (d: string): string => `(select max(p.events_at) ${ofBase(d)})`

/**
 * SQL: JSON list of what the same datasets have of late kinds; null: none, or of history. As text: as a member of a JSON
 * object it would else be a list and not the text of one.
 */
const lateKinds = (d: string): string => `(select nullif(json_group_array(json(p.late_kinds)) || '', '[]')
  ${ofBase(d)} and p.late_kinds is not null)`

const ofBase = (d: string): string => `from dataset p
  where ${d}.as_of is null and p.as_of is null and p.currency = ${d}.currency and p.live_load is not null`

/** What a query of datasets `d` has of how events come to them. */
const HEARD_BY = { eventsAt: eventsAt('d'), lateKinds: lateKinds('d') }
export type Heard = Pick<Said, keyof typeof HEARD_BY>

/** What a query of customers `c` in datasets `d` by loads `l` has for each member of Said. */
const SAID_BY = {
  ...{ facts: 'c.facts', factsAsOf: 'c.facts_as_of', lineage: 'c.lineage', dataset: 'd.id', asOf: 'd.as_of' },
  ...{ currency: 'd.currency', finishedAt: 'l.finished_at', foldsApart: foldsApart('c', 'd') },
  ...HEARD_BY,
}

const columnsOf = (by: Readonly<Record<string, string>>) =>
  sql.raw(
    Object.entries(by)
      .map(([name, column]) => `${column} as ${name}`)
      .join(', '),
  )

/** Names of the columns of `heardColumns`, in their order. */
export const HEARD = Object.keys(HEARD_BY) as (keyof typeof HEARD_BY)[]

/** Columns of such a query. */
export const heardColumns = columnsOf(HEARD_BY)

/** Names of the columns of `saidColumns`, in their order. */
export const SAID = Object.keys(SAID_BY) as (keyof typeof SAID_BY)[]

/** Columns of such a query. */
export const saidColumns = columnsOf(SAID_BY)

/** The same as one JSON object. */
export const saidObject = sql.raw(
  `json_object(${Object.entries(SAID_BY)
    .map(([name, column]) => `'${name}', ${column}`)
    .join(', ')})`,
)

/** The same of a query that calls the tables by their own names. */
export const saidFields = {
  ...{ facts: customer.facts, factsAsOf: customer.factsAsOf, lineage: customer.lineage },
  ...{ dataset: dataset.id, asOf: dataset.asOf, currency: dataset.currency, finishedAt: load.finishedAt },
  foldsApart: sql<number>`${sql.raw(foldsApart('customer', 'dataset'))}`,
  eventsAt: sql<string | null>`${sql.raw(eventsAt('dataset'))}`,
  lateKinds: sql<string | null>`${sql.raw(lateKinds('dataset'))}`,
}
