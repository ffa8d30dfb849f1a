import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ReadPart, StepOutcome } from '../../worker/contract/health.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'

/** One base of customers from one source. Readers see only `liveLoad`; a finished load is swapped in by one update. */
export const dataset = sqliteTable('dataset', {
  id: text('id').primaryKey(),
  liveLoad: text('live_load'),
  /** The moment a historical extract is decided for (ISO); null means now. */
  asOf: text('as_of'),
  currency: text('currency').notNull(),
})

/** One run of an importer. The id is the digest of mapping and files, so the same extract is the same load. */
export const load = sqliteTable('load', {
  id: text('id').primaryKey(),
  datasetId: text('dataset_id').notNull(),
  state: text('state', { enum: ['loading', 'done'] }).notNull(),
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

/** One published version each. A digest may come again: going back to earlier rules is a new version. */
export const playbook = sqliteTable('playbook', {
  version: integer('version').primaryKey(),
  digest: text('digest').notNull(),
  publishedAt: text('published_at').notNull(),
  parts: integer('parts').notNull(),
})

/** The playbook's JSON in pieces under 1 MB: a D1 value holds 2 MB. */
export const playbookPart = sqliteTable(
  'playbook_part',
  {
    version: integer('version').notNull(),
    part: integer('part').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.part] })],
)

export const outcome = sqliteTable(
  'outcome',
  {
    id: text('id').primaryKey(),
    customerKey: text('customer_key').notNull(),
    playbookVersion: integer('playbook_version').notNull(),
    subject: text('subject').$type<Outcome['subject']>().notNull(),
    subjectId: text('subject_id').notNull(),
    kind: text('kind').$type<Outcome['kind']>().notNull(),
    reasonId: text('reason_id'),
    reasonText: text('reason_text'),
    at: text('at').notNull(),
    /** Subject claim of the token that sent it. */
    agent: text('agent').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [
    index('outcome_customer').on(table.customerKey, table.subjectId, table.at),
    index('outcome_agent').on(table.agent, table.receivedAt),
  ],
)

/** How often a step of a page adapter had an outcome, of all browsers together. */
export const stepCount = sqliteTable(
  'step_count',
  {
    day: text('day').notNull(),
    playbookVersion: integer('playbook_version').notNull(),
    adapter: text('adapter').notNull(),
    /** Empty for pages that are none of the adapter's screens. */
    screen: text('screen').notNull(),
    part: text('part').$type<ReadPart>().notNull(),
    step: integer('step').notNull(),
    outcome: text('outcome').$type<StepOutcome>().notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.day,
        table.playbookVersion,
        table.adapter,
        table.screen,
        table.part,
        table.step,
        table.outcome,
      ],
    }),
  ],
)

/** Batches of counts that were added up already; who sent them is not kept. */
export const stepCountBatch = sqliteTable(
  'step_count_batch',
  { id: text('id').primaryKey(), receivedOn: text('received_on').notNull() },
  (table) => [index('step_count_batch_received').on(table.receivedOn)],
)
