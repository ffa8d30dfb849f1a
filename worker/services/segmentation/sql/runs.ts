import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import { segmentationRun, segmentationStep } from '../../../../db/schema/tables.ts'
import type { SegmentModel } from '../../../contract/segmentation.ts'
import type { Database, Statement } from '../../database.ts'

export type RunRow = typeof segmentationRun.$inferSelect

const OPEN = ['computing', 'preview', 'live'] as const
const CLOSED = ['replaced', 'failed', 'discarded'] as const
/** More than anybody looks at. */
const MOST = 60

/** A run's row as it is now; its batch fails with KeyTaken where another one of the model is in that state. */
export const putRun = (db: Database, row: RunRow): Statement =>
  db.insert(segmentationRun).values(row).onConflictDoUpdate({ target: segmentationRun.id, set: row })

/** Takes the next step of a run: its batch fails with KeyTaken where somebody else has taken it. */
export const takeStep = (db: Database, { id, step }: Pick<RunRow, 'id' | 'step'>, body = ''): Statement =>
  db.insert(segmentationStep).values({ runId: id, step, body })

export const runOf = (db: Database, id: number) =>
  db.select().from(segmentationRun).where(eq(segmentationRun.id, id))

/** Runs of a model that compute, wait or are live. */
export const openRuns = (db: Database, model: SegmentModel) =>
  db
    .select()
    .from(segmentationRun)
    .where(and(eq(segmentationRun.model, model), inArray(segmentationRun.state, OPEN)))

export const lastRun = (db: Database) =>
  db.select().from(segmentationRun).orderBy(desc(segmentationRun.id)).limit(1)

/** The oldest run that computes. */
export const computingRun = (db: Database) =>
  db
    .select()
    .from(segmentationRun)
    .where(eq(segmentationRun.state, 'computing'))
    .orderBy(segmentationRun.id)
    .limit(1)

/** Runs that are live, as a database has heard of them. */
export const liveRuns = (db: Database) =>
  db.select().from(segmentationRun).where(eq(segmentationRun.state, 'live'))

/** Those of some runs that are over. */
export const closedAmong = (db: Database, ids: readonly number[]) =>
  db
    .select()
    .from(segmentationRun)
    .where(
      and(
        sql`${segmentationRun.id} in (select value from json_each(${JSON.stringify(ids)}))`,
        inArray(segmentationRun.state, CLOSED),
      ),
    )

/** Runs for a list: the open ones first, then the newest of the others. */
export const listedRuns = (db: Database) =>
  db
    .select()
    .from(segmentationRun)
    .orderBy(sql`${segmentationRun.state} in ('computing', 'preview', 'live') desc`, desc(segmentationRun.id))
    .limit(MOST)

/** The newest run of each model: of a group with one `max`, SQLite takes the other columns from the row that has it. */
export const newestRuns = (db: Database) =>
  db
    .select({
      model: segmentationRun.model,
      id: sql<number>`max(${segmentationRun.id})`,
      startedAt: segmentationRun.startedAt,
      failure: segmentationRun.failure,
      computing: sql<number>`sum(${segmentationRun.state} = 'computing')`,
    })
    .from(segmentationRun)
    .groupBy(segmentationRun.model)

/** A closed run whose members are still there. */
export const undroppedRun = (db: Database) =>
  db
    .select()
    .from(segmentationRun)
    .where(and(inArray(segmentationRun.state, CLOSED), ne(segmentationRun.dropped, true)))
    .limit(1)

/** What earlier steps of a run left, in their order. */
export const leftBySteps = (db: Database, runId: number) =>
  db
    .select({ body: segmentationStep.body })
    .from(segmentationStep)
    .where(and(eq(segmentationStep.runId, runId), ne(segmentationStep.body, '')))
    .orderBy(segmentationStep.step)

/** Drops what the steps before left. The last one stays: who is still at work on it must find it taken. */
export const dropSteps = (db: Database, { id, step }: Pick<RunRow, 'id' | 'step'>): Statement =>
  db.delete(segmentationStep).where(and(eq(segmentationStep.runId, id), lt(segmentationStep.step, step)))
