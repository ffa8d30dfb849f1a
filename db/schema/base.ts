import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One base of customers from one source. Readers see only `liveLoad`; a finished load is swapped in by one update. */
export const dataset = sqliteTable('dataset', {
  id: text('id').primaryKey(),
  liveLoad: text('live_load'),
  /** The moment a historical extract is decided for (ISO); null means now. */
  asOf: text('as_of'),
  currency: text('currency').notNull(),
  /** Until when events are known, by batch or with a whole load; null: nobody knows. */
  eventsAt: text('events_at'),
  /** JSON of LateKinds of the live load: of which no event has come for much longer than ever before; null: there are none. */
  lateKinds: text('late_kinds'),
})

/** One run of an importer. The id is the digest of mapping and files, so the same extract is the same load. */
export const load = sqliteTable('load', {
  id: text('id').primaryKey(),
  datasetId: text('dataset_id').notNull(),
  state: text('state', { enum: ['loading', 'done', 'discarded'] }).notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
  /** JSON: rows in, taken and refused by file. */
  summary: text('summary'),
})

export const customer = sqliteTable(
  'customer',
  {
    key: text('key').notNull(),
    loadId: text('load_id').notNull(),
    /** JSON of contract Facts. */
    facts: text('facts').notNull(),
    factsAsOf: text('facts_as_of').notNull(),
    /** JSON of contract Lineage: where each fact is from; null: all from one load, at `factsAsOf`. */
    lineage: text('lineage'),
    /** The change of keys during which its first facts came into a live load: it may be one with a customer who is there. */
    cameIn: text('came_in'),
    /** JSON: of the loads whose events its folds looked at, 1 where there were any; null: of its own load alone. */
    foldedOver: text('folded_over'),
  },
  (table) => [primaryKey({ columns: [table.key, table.loadId] }), index('customer_load').on(table.loadId)],
)

/** Something that happened. `customerKey` is null for history that names no customer. */
export const event = sqliteTable(
  'event',
  {
    loadId: text('load_id').notNull(),
    id: text('id').notNull(),
    customerKey: text('customer_key'),
    at: text('at').notNull(),
    channel: text('channel').notNull(),
    kind: text('kind').notNull(),
    /** Smallest unit of the dataset's currency. */
    amount: integer('amount'),
    /** JSON of further columns. */
    detail: text('detail'),
  },
  (table) => [
    primaryKey({ columns: [table.loadId, table.id] }),
    index('event_customer').on(table.customerKey, table.at),
  ],
)

/** Customers whose facts are to be folded anew from `since` on: events of theirs came in, or a day ends that was counted. */
export const dirtyCustomer = sqliteTable(
  'dirty_customer',
  {
    loadId: text('load_id').notNull(),
    customerKey: text('customer_key').notNull(),
    since: text('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.loadId, table.customerKey] }),
    index('dirty_customer_since').on(table.since),
  ],
)

/**
 * How far a database of customers has been walked since the catalogue's folds are what they are: those who were walked are
 * folded by them or due. One row; none where there never were folds.
 */
export const foldWalk = sqliteTable('fold_walk', {
  id: integer('id').primaryKey(),
  /** Digest of the folds. */
  folds: text('folds').notNull(),
  /** Customer key after which it goes on; null: nobody is left. */
  after: text('after'),
})
