import type { RunFailure, RunPhase, SegmentModel } from '../../contract/segmentation.ts'
import { type Database, DatabaseUnavailable, KeyTaken } from '../database.ts'
import type { Databases } from '../databases.ts'
import { currentVersion, NoPlaybook, withContent } from '../playbook/current.ts'
import { closed } from './move.ts'
import { liveLoads } from './sql/customers.ts'
import { computingRun, dropSteps, openRuns, putRun, type RunRow, takeStep } from './sql/runs.ts'
import { assign } from './steps/assign.ts'
import { effect } from './steps/effect.ts'
import { finish } from './steps/finish.ts'
import { sample } from './steps/sample.ts'
import { score } from './steps/score.ts'
import { stages } from './steps/stages.ts'
import { CannotCompute, type Stepped, type Work } from './steps/step.ts'
import { tryNext } from './steps/train.ts'

const everywhere = { finish, effect }
const works: Record<SegmentModel, Partial<Record<RunPhase, Work>>> = {
  rfm: { score, ...everywhere },
  clusters: { sample, train: tryNext, assign, ...everywhere },
  'life-cycle': { assign: stages, ...everywhere },
}

/** A run that has not come to an end by then never will. */
const LONGEST_MS = 86_400_000

/**
 * Does the next step of the oldest run that computes. What it found of customers is written beside them first, so that
 * writing it again changes nothing; then the step's number is taken in the batch that writes the run: a stop in between
 * leaves the step undone, and of two at it one goes on.
 * @returns the run after it; null: nothing computes, or somebody else was quicker
 * @throws DatabaseUnavailable, NoPlaybook; the next minute tries again
 */
export async function advance(databases: Databases, now: Date): Promise<RunRow | null> {
  const db = databases.playbook
  const [[row], [published]] = await db.batch([computingRun(db), currentVersion(db)])
  if (!row) return null
  if ((await liveLoads(databases)) !== row.loads) return fail(db, row, 'base-changed', now)
  if (now.getTime() - Date.parse(row.startedAt) > LONGEST_MS) return fail(db, row, 'defect', now)
  const { compiled, version } = await withContent(db, published)
  const work = works[row.model][row.phase]
  try {
    if (!work) throw new CannotCompute('defect')
    return await write(db, row, await work({ databases, row, compiled, version }), now)
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof NoPlaybook) throw error
    const failed = await fail(db, row, error instanceof CannotCompute ? error.failure : 'defect', now)
    if (error instanceof CannotCompute) return failed
    throw error
  }
}

async function write(db: Database, before: RunRow, done: Stepped, now: Date): Promise<RunRow | null> {
  const next = { ...done.row, step: before.step + 1 }
  const after = next.phase === 'done' ? inPreview(next, now) : next
  const ends = after.state === 'preview'
  const waiting = ends ? await waitingRun(db, before) : undefined
  return taken(async () => {
    await db.batch([
      takeStep(db, before, done.body),
      // Who lets the one that waited go live at this moment takes the same step of it, and one of both fails.
      ...(waiting ? [takeStep(db, waiting), putRun(db, closed(waiting, 'replaced', now.toISOString()))] : []),
      putRun(db, after),
      ...(ends ? [dropSteps(db, before)] : []),
    ])
    return after
  })
}

async function waitingRun(db: Database, { model }: RunRow): Promise<RunRow | undefined> {
  const [open] = await db.batch([openRuns(db, model)])
  return open.find(({ state }) => state === 'preview')
}

const inPreview = (row: RunRow, now: Date): RunRow => ({
  ...row,
  state: 'preview',
  finishedAt: now.toISOString(),
})

function fail(db: Database, row: RunRow, failure: RunFailure, now: Date): Promise<RunRow | null> {
  const after = { ...closed(row, 'failed', now.toISOString()), failure }
  return taken(async () => {
    await db.batch([takeStep(db, row), putRun(db, after), dropSteps(db, row)])
    return after
  })
}

async function taken(work: () => Promise<RunRow>): Promise<RunRow | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KeyTaken) return null
    throw error
  }
}
