import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Which database of customers has which bucket: the first three digits of a customer key. Stands with the playbook. */
export const placement = sqliteTable('placement', {
  bucket: integer('bucket').primaryKey(),
  /** Name of the binding. */
  database: text('database').notNull(),
})

/** The buckets that a database of customers has, as it says itself. */
export const bucket = sqliteTable('bucket', { id: integer('id').primaryKey() })

/** Buckets that are to go to another database, one after the other. Stands with the playbook. */
export const bucketMove = sqliteTable('bucket_move', {
  bucket: integer('bucket').primaryKey(),
  /** Name of the binding of the database it goes to. */
  target: text('target').notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: text('asked_at').notNull(),
})

/** A bucket on its way into this database, and how far it has come. Of two that take the same step the second fails. */
export const arrivingBucket = sqliteTable('arriving_bucket', {
  bucket: integer('bucket').primaryKey(),
  step: integer('step').notNull(),
  /** Table that is being copied; null: all were, what changed since follows. */
  copying: text('copying'),
  /** Key after which that goes on. */
  after: text('after').notNull(),
  /** Digest of the folds that all its customers are folded by or due for; null: not all are. */
  folds: text('folds'),
})

/** Rows that have arrived, seen by nobody until all have: JSON list of the columns of their table. */
export const arrivingRow = sqliteTable(
  'arriving_row',
  {
    bucket: integer('bucket').notNull(),
    table: text('table_name').notNull(),
    key: text('key').notNull(),
    row: text('row').notNull(),
  },
  (table) => [index('arriving_row_of').on(table.bucket, table.table, table.key)],
)

/** Whose rows changed while their bucket is leaving this database. Triggers write it, which stand as long as it leaves. */
export const leavingChange = sqliteTable('leaving_change', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  table: text('table_name').notNull(),
  key: text('key').notNull(),
})
