import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ReadPart, StepOutcome } from '../../worker/contract/health.ts'
import type { StepTime } from '../../worker/contract/script-run.ts'

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

/** When all sessions of a person were ended last: tokens made before are refused. */
export const signOut = sqliteTable(
  'sign_out',
  { subject: text('subject').primaryKey(), at: text('at').notNull(), by: text('by').notNull() },
  (table) => [index('sign_out_at').on(table.at)],
)
