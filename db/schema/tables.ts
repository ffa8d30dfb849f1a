import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ChangeAction, ChangeState } from '../../worker/contract/change.ts'
import type { ReadPart, StepOutcome } from '../../worker/contract/health.ts'
import type { ItemKind } from '../../worker/contract/item.ts'
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
  /** Subject of the token; null: an import, or the edge itself. */
  publishedBy: text('published_by'),
  /** JSON of contract VersionCause; null: an import. */
  cause: text('cause'),
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
    /** First team of the token; empty where it names none. */
    team: text('team').notNull().default(''),
    segmentId: text('segment_id'),
  },
  (table) => [
    index('outcome_received').on(table.receivedAt),
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

/** What somebody wants changed in the playbook, item by item. An item has one open change at a time. */
export const change = sqliteTable(
  'change',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<ItemKind>().notNull(),
    itemId: text('item_id').notNull(),
    state: text('state').$type<ChangeState>().notNull(),
    revision: integer('revision').notNull(),
    /** JSON of the item; null takes it out. */
    content: text('content'),
    baseVersion: integer('base_version').notNull(),
    /** JSON of contract ChangeNotice. */
    notice: text('notice'),
    note: text('note').notNull(),
    /** JSON list of subjects. */
    editors: text('editors').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    submittedAt: text('submitted_at'),
    playbookVersion: integer('playbook_version'),
    confirmBy: text('confirm_by'),
    /** JSON list of subjects. */
    confirmedBy: text('confirmed_by').notNull().default('[]'),
  },
  (table) => [
    index('change_state').on(table.state, table.updatedAt),
    uniqueIndex('change_open')
      .on(table.kind, table.itemId)
      .where(sql`${table.state} in ('draft', 'submitted', 'provisional')`),
  ],
)

/** Every step of every change, with what was written then. Of two steps from one revision the second fails. */
export const changeStep = sqliteTable(
  'change_step',
  {
    changeId: text('change_id').notNull(),
    revision: integer('revision').notNull(),
    action: text('action').$type<ChangeAction>().notNull(),
    by: text('by'),
    at: text('at').notNull(),
    comment: text('comment'),
    /** JSON of contract ChangeText, where it was written anew. */
    written: text('written'),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.revision] })],
)

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
  hash: text('hash').notNull(),
})

/** That a customer did what a tip was about, as the bank reports it. */
export const conversion = sqliteTable(
  'conversion',
  {
    id: text('id').primaryKey(),
    customerKey: text('customer_key').notNull(),
    tipId: text('tip_id').notNull(),
    at: text('at').notNull(),
    reportedBy: text('reported_by').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [index('conversion_tip').on(table.tipId, table.customerKey, table.at)],
)
