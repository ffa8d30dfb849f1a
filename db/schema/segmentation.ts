import { sql } from 'drizzle-orm'
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { RunFailure, RunPhase, RunState, SegmentModel } from '../../worker/contract/segmentation.ts'

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
