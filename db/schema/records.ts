import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How long a class of records is kept, where it differs from the default. */
export const retention = sqliteTable('retention', {
  recordClass: text('record_class').primaryKey(),
  days: integer('days').notNull(),
  setBy: text('set_by').notNull(),
  setAt: text('set_at').notNull(),
})

/** What retention and erasure must leave alone for the time being: a whole class of records, or one customer's. */
export const legalHold = sqliteTable(
  'legal_hold',
  {
    id: text('id').primaryKey(),
    /** Null: of every class. */
    recordClass: text('record_class'),
    /** Null: of every customer. */
    customerKey: text('customer_key'),
    reason: text('reason').notNull(),
    placedBy: text('placed_by').notNull(),
    placedAt: text('placed_at').notNull(),
    releasedBy: text('released_by'),
    releasedAt: text('released_at'),
  },
  (table) => [index('legal_hold_customer').on(table.customerKey)],
)

/** That a customer's records are to be erased, or were: counts, never the key. A second person names the customer again. */
export const erasure = sqliteTable('erasure', {
  id: text('id').primaryKey(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: text('requested_at').notNull(),
  finishedAt: text('finished_at'),
  /** JSON: rows erased by table. */
  summary: text('summary').notNull(),
  reason: text('reason').notNull(),
  /** Of `audit_customer`; leads to nobody once it is done. */
  commitment: text('commitment').notNull(),
  confirmedBy: text('confirmed_by'),
})

/** A change of the secret behind customer keys. While it runs, a customer is found under the old key and the new. */
export const keyRotation = sqliteTable('key_rotation', {
  id: text('id').primaryKey(),
  oldKeyId: text('old_key_id').notNull(),
  newKeyId: text('new_key_id').notNull(),
  state: text('state', { enum: ['running', 'finishing', 'done'] }).notNull(),
  startedBy: text('started_by').notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
})

/** One customer's keys in a running rotation, as the bank supplies them. */
export const keyPair = sqliteTable('key_pair', {
  oldKey: text('old_key').primaryKey(),
  newKey: text('new_key').notNull().unique(),
  rotationId: text('rotation_id').notNull(),
})
