import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ChangeAction, ChangeState } from '../../worker/contract/change.ts'
import type { ReadPart, StepOutcome } from '../../worker/contract/health.ts'
import type { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import type { ItemKind } from '../../worker/contract/item.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'
import type { StepTime } from '../../worker/contract/script-run.ts'
import type { RunFailure, RunPhase, RunState, SegmentModel } from '../../worker/contract/segmentation.ts'

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

/** One script as it was walked, once. Agent and team say only whether enough people are behind a figure. */
export const scriptRun = sqliteTable(
  'script_run',
  {
    id: text('id').primaryKey(),
    /** Day in UTC. */
    receivedOn: text('received_on').notNull(),
    /** Day in the bank's time zone. */
    day: text('day').notNull(),
    playbookVersion: integer('playbook_version').notNull(),
    scriptId: text('script_id').notNull(),
    finished: integer('finished', { mode: 'boolean' }).notNull(),
    agent: text('agent').notNull(),
    /** First team of the token; empty where it names none. */
    team: text('team').notNull(),
  },
  (table) => [
    index('script_run_received').on(table.receivedOn),
    index('script_run_day').on(table.day, table.scriptId),
  ],
)

/** How a step of a run went. */
export const scriptStep = sqliteTable(
  'script_step',
  {
    runId: text('run_id').notNull(),
    stepId: text('step_id').notNull(),
    outcome: text('outcome').$type<StepTime['outcome']>().notNull(),
    seconds: integer('seconds').notNull(),
    /** Segment whose words were read out; empty for the standard words. */
    variant: text('variant').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stepId] })],
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

/** A customer who refused targeted tips (PIPL Art. 24). It stands until the customer takes it back. */
export const objection = sqliteTable('objection', {
  customerKey: text('customer_key').primaryKey(),
  at: text('at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  takenBackAt: text('taken_back_at'),
  takenBackBy: text('taken_back_by'),
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

/** How each browser stands, as it said last: which policy, which version, what is wrong with it. */
export const fleetBrowser = sqliteTable(
  'fleet_browser',
  {
    /** Random, made by the browser; says nothing of machine or person. */
    id: text('id').primaryKey(),
    agent: text('agent').notNull(),
    team: text('team').notNull(),
    seenAt: text('seen_at').notNull(),
    version: text('version').notNull(),
    ring: text('ring').notNull(),
    /** JSON of contract FleetReport. */
    report: text('report').notNull(),
  },
  (table) => [index('fleet_browser_seen').on(table.seenAt)],
)

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

/** When all sessions of a person were ended last: tokens made before are refused. */
export const signOut = sqliteTable(
  'sign_out',
  { subject: text('subject').primaryKey(), at: text('at').notNull(), by: text('by').notNull() },
  (table) => [index('sign_out_at').on(table.at)],
)

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
  },
  (table) => [
    primaryKey({ columns: [table.customerKey, table.attribute, table.at, table.source] }),
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
  },
  (table) => [index('ingest_batch_received').on(table.receivedAt)],
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
 * One computation of one model of groups from data. The row carries what is known so far and where to go on, so that a
 * stop at any moment loses no more than the step under way.
 */
export const segmentationRun = sqliteTable(
  'segmentation_run',
  {
    id: integer('id').primaryKey(),
    model: text('model').$type<SegmentModel>().notNull(),
    state: text('state').$type<RunState>().notNull(),
    phase: text('phase').$type<RunPhase>().notNull(),
    /** Steps done; the next one is written under this number. */
    step: integer('step').notNull(),
    /** Customer key after which the phase goes on. */
    cursor: text('cursor').notNull(),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    /** Subject of the token; null: the night's run. */
    startedBy: text('started_by'),
    startedAt: text('started_at').notNull(),
    finishedAt: text('finished_at'),
    publishedBy: text('published_by'),
    publishedAt: text('published_at'),
    /** When it was replaced, discarded or failed. */
    closedAt: text('closed_at'),
    failure: text('failure').$type<RunFailure>(),
    /** JSON list of the live loads it reads; where others are live, it cannot go on. */
    loads: text('loads').notNull(),
    /** JSON of the model's own state between steps; empty once it is computed. */
    work: text('work').notNull(),
    /** JSON of contract RunResult, as far as it is known. */
    result: text('result').notNull(),
    /** Rows of members are gone. */
    dropped: integer('dropped', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    uniqueIndex('segmentation_run_one')
      .on(table.model, table.state)
      .where(sql`${table.state} in ('computing', 'preview', 'live')`),
  ],
)

/** Every step of a run, and what it left for a later one. Of two that do the same step the second fails. */
export const segmentationStep = sqliteTable(
  'segmentation_step',
  {
    runId: integer('run_id').notNull(),
    step: integer('step').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step] })],
)

/** Who is in which group of which run. Kept in the order of runs, so that a run is written and dropped in one piece. */
export const segmentationMember = sqliteTable(
  'segmentation_member',
  {
    runId: integer('run_id').notNull(),
    customerKey: text('customer_key').notNull(),
    /** Code of the group; empty: looked at and in none. */
    value: text('value').notNull(),
    /** JSON of what the group rests on. */
    basis: text('basis').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.customerKey] })],
)

/** Which database of customers has which bucket: the first three digits of a customer key. Stands with the playbook. */
export const placement = sqliteTable('placement', {
  bucket: integer('bucket').primaryKey(),
  /** Name of the binding. */
  database: text('database').notNull(),
})

/** The buckets that a database of customers has, as it says itself. */
export const bucket = sqliteTable('bucket', { id: integer('id').primaryKey() })

/**
 * What an agent did with tips, with whichever customer: what caps and budgets of an agent count. It stands in the
 * database of the agent's own bucket, and names no customer.
 */
export const agentAnswer = sqliteTable(
  'agent_answer',
  {
    /** Of the outcome. */
    id: text('id').primaryKey(),
    agent: text('agent').notNull(),
    /** SHA-256 of the agent's subject, which says where it stands; empty: from before there were buckets. */
    home: text('home').notNull(),
    tipId: text('tip_id').notNull(),
    kind: text('kind').$type<Outcome['kind']>().notNull(),
    /** The earlier of when it was and when it came. */
    at: text('at').notNull(),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [
    index('agent_answer_agent').on(table.agent, table.receivedAt),
    index('agent_answer_home').on(table.home),
    index('agent_answer_received').on(table.receivedAt),
  ],
)

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
