import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The audit chain. Two entries after the same one cannot be; triggers refuse update and delete. */
export const audit = sqliteTable('audit', {
  sequence: integer('sequence').primaryKey(),
  prev: text('prev').notNull().unique(),
  at: text('at').notNull(),
  actor: text('actor'),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail').notNull(),
  before: text('before').notNull(),
  after: text('after').notNull(),
  /** Where the request came from; empty: the edge itself, or an entry from before this was kept. */
  origin: text('origin').notNull().default(''),
  hash: text('hash').notNull(),
})

/** A closed stretch of the chain. Retention drops its entries, never this row: the rest still verifies from it. */
export const auditSegment = sqliteTable('audit_segment', {
  id: integer('id').primaryKey(),
  firstSequence: integer('first_sequence').notNull().unique(),
  lastSequence: integer('last_sequence').notNull().unique(),
  /** `prev` of its first entry and `hash` of its last. */
  firstPrev: text('first_prev').notNull(),
  lastHash: text('last_hash').notNull(),
  lastAt: text('last_at').notNull(),
  sealedAt: text('sealed_at').notNull(),
  /** Set once, in the batch that drops its entries. */
  droppedAt: text('dropped_at'),
})

/** The end of the chain at a moment, told to the log as well, so that a chain cut short or written anew is noticed. */
export const auditAnchor = sqliteTable('audit_anchor', {
  at: text('at').primaryKey(),
  sequence: integer('sequence').notNull(),
  hash: text('hash').notNull(),
})

/**
 * Which customer an entry of the chain or of the access log is about. The records hold the commitment alone,
 * SHA-256 over salt and key; erasing a customer drops this row and leaves every digest as it was.
 */
export const auditCustomer = sqliteTable(
  'audit_customer',
  {
    commitment: text('commitment').primaryKey(),
    customerKey: text('customer_key').notNull(),
    salt: text('salt').notNull(),
  },
  (table) => [index('audit_customer_key').on(table.customerKey)],
)

/** Who looked at whom: one row a request that read or revealed something of customers, sealed into the chain by its digest. */
export const access = sqliteTable(
  'access',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    at: text('at').notNull(),
    agent: text('agent').notNull(),
    team: text('team').notNull(),
    /** Such as `decision.read`, `page.reveal`. */
    action: text('action').notNull(),
    origin: text('origin').notNull(),
    /** JSON list of commitments. */
    customers: text('customers').notNull(),
    /** Ids and codes; nothing of a customer. */
    detail: text('detail').notNull(),
    /** SHA-256 over the members but sequence. */
    hash: text('hash').notNull(),
  },
  (table) => [index('access_at').on(table.at), index('access_agent').on(table.agent, table.at)],
)

/** A closed stretch of the access log, whose digest stands in the chain. */
export const accessSegment = sqliteTable('access_segment', {
  id: integer('id').primaryKey(),
  firstSequence: integer('first_sequence').notNull().unique(),
  lastSequence: integer('last_sequence').notNull().unique(),
  /** SHA-256 over its rows. */
  digest: text('digest').notNull(),
  lastAt: text('last_at').notNull(),
  sealedAt: text('sealed_at').notNull(),
  /** Set once, in the batch that drops its rows. */
  droppedAt: text('dropped_at'),
})
