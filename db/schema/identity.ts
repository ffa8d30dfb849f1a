import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import type { IngestKind } from '../../worker/contract/ingest.ts'

/** A number of the bank that leads to a customer: account, card, phone, channel id; hashed under the bank's secret. */
export const identifier = sqliteTable(
  'identifier',
  {
    loadId: text('load_id').notNull(),
    /** HMAC-SHA-256 over `<kind>:<number>`. */
    hash: text('hash').notNull(),
    customerKey: text('customer_key').notNull(),
    kind: text('kind').$type<IdentifierKind>().notNull(),
    role: text('role').$type<LinkRole>().notNull(),
    /** False where the bank is not sure, or two sources disagree. */
    certain: integer('certain', { mode: 'boolean' }).notNull(),
    source: text('source').notNull(),
    at: text('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.loadId, table.hash, table.customerKey] }),
    index('identifier_hash').on(table.hash),
    index('identifier_customer').on(table.customerKey),
  ],
)

/** Two customers of the bank that became one, or one that became two. */
export const customerMove = sqliteTable(
  'customer_move',
  {
    id: text('id').primaryKey(),
    oldKey: text('old_key').notNull(),
    newKey: text('new_key').notNull(),
    kind: text('kind', { enum: ['merged', 'split'] }).notNull(),
    at: text('at').notNull(),
  },
  (table) => [index('customer_move_old').on(table.oldKey), index('customer_move_new').on(table.newKey)],
)

/**
 * Keys under which rows of a full refresh were sent, of customers who are merged: several of those rows become one, and
 * the refresh is judged by what was sent. Gone when it is over.
 */
export const sentKey = sqliteTable(
  'sent_key',
  {
    loadId: text('load_id').notNull(),
    /** Of a number; empty: of the customer itself. */
    hash: text('hash').notNull(),
    customerKey: text('customer_key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.loadId, table.hash, table.customerKey] }),
    index('sent_key_customer').on(table.customerKey),
  ],
)

/** What a fact was before: the history of one customer, newest first. */
export const factChange = sqliteTable(
  'fact_change',
  {
    customerKey: text('customer_key').notNull(),
    attribute: text('attribute').notNull(),
    /** When it changed at its source. */
    at: text('at').notNull(),
    /** JSON of the value; null: unknown. */
    before: text('before'),
    after: text('after'),
    source: text('source').notNull(),
    receivedAt: text('received_at').notNull(),
    /** Each dataset tells a history of its own: amounts are in its currency. */
    datasetId: text('dataset_id').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.customerKey, table.datasetId, table.attribute, table.at, table.source],
    }),
    index('fact_change_received').on(table.receivedAt),
  ],
)

/** A batch of rows that was taken. Sent again, it is answered from here. */
export const ingestBatch = sqliteTable(
  'ingest_batch',
  {
    id: text('id').primaryKey(),
    datasetId: text('dataset_id').notNull(),
    loadId: text('load_id').notNull(),
    kind: text('kind', { enum: ['customers', 'events', 'identifiers', 'moves'] }).notNull(),
    /** SHA-256 of the body: the same id with another body is refused. */
    digest: text('digest').notNull(),
    receivedAt: text('received_at').notNull(),
    /** JSON of contract IngestReport. */
    report: text('report').notNull(),
    /** Subject of the token it came with; null: from before it was kept. */
    sentBy: text('sent_by'),
  },
  (table) => [
    index('ingest_batch_received').on(table.receivedAt),
    index('ingest_batch_dataset').on(table.datasetId, table.kind, table.receivedAt),
  ],
)

/**
 * What batches have brought to a load, by what the rows are and whether it was live: how the feed stands is told from
 * here, for rows that are there are too many to be counted. Stands with the batches, and goes with its load.
 */
export const feedTally = sqliteTable(
  'feed_tally',
  {
    loadId: text('load_id').notNull(),
    /** False: while it was filled. */
    live: integer('live', { mode: 'boolean' }).notNull(),
    kind: text('kind').$type<IngestKind>().notNull(),
    batches: integer('batches').notNull(),
    rowsIn: integer('rows_in').notNull(),
    taken: integer('taken').notNull(),
    refused: integer('refused').notNull(),
    /** When the last of them came that was news, or else when the load went live. */
    lastAt: text('last_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.loadId, table.live, table.kind] })],
)

/**
 * On which days events of a load happened, by kind: that a kind has stopped is told from here. Stands with the batches, and
 * goes with its load.
 */
export const eventDay = sqliteTable(
  'event_day',
  {
    loadId: text('load_id').notNull(),
    kind: text('kind').notNull(),
    /** In UTC. */
    day: text('day').notNull(),
    /** Those that were new when they came. */
    rows: integer('rows').notNull(),
  },
  (table) => [primaryKey({ columns: [table.loadId, table.kind, table.day] })],
)
