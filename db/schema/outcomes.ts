import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Outcome } from '../../worker/contract/outcome.ts'

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
  (table) => [
    index('conversion_tip').on(table.tipId, table.customerKey, table.at),
    index('conversion_customer').on(table.customerKey),
  ],
)

/** A customer who refused targeted tips (PIPL Art. 24). It stands until the customer takes it back. */
export const objection = sqliteTable('objection', {
  customerKey: text('customer_key').primaryKey(),
  at: text('at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  takenBackAt: text('taken_back_at'),
  takenBackBy: text('taken_back_by'),
})
