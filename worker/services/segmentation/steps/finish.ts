import type { GroupProfile, RunResult } from '../../../contract/segmentation.ts'
import { profilesOf } from '../../../segmentation/profiles.ts'
import { withResult } from '../row.ts'
import { countMoved, moves, ruleCounts, sizesOf, vulnerableCounts } from '../sql/members.ts'
import { borders, scoreMeans } from '../sql/rfm.ts'
import { openRuns, type RunRow } from '../sql/runs.ts'
import { workOf } from './cluster-work.ts'
import { CannotCompute, type StepContext, type Work } from './step.ts'

/** Sums up what the run found, and how it differs from the live one. */
export const finish: Work = async (context) => {
  const { db, row } = context
  const [open, sizes] = await db.batch([openRuns(db, row.model), sizesOf(db, row.id)])
  if (sizes.length === 0) throw new CannotCompute('no-customers')
  const against = open.find(({ state }) => state === 'live')?.id ?? 0
  const [moved, [count]] = await db.batch([
    moves(db, row.id, against),
    countMoved(db, { id: row.id, live: against }),
  ])
  const drift = against ? { against, moves: moved } : null
  const found = { ...(await byModel[row.model](context)), sizes, drift }
  return {
    row: {
      ...withResult(row, found),
      ...{ phase: 'effect', cursor: '', done: 0, total: count?.moved ?? 0 },
      // The centres stay: the next run's clusters are named after these.
      work: JSON.stringify(row.model === 'clusters' ? keptWork(row) : null),
    },
    statements: [],
  }
}

const keptWork = (row: RunRow) => ({ ...workOf(row), sums: {}, leftOut: {}, candidates: [] })

const byModel: Record<RunRow['model'], (context: StepContext) => Promise<Partial<RunResult>>> = {
  rfm: async ({ db, row }) => {
    const [found, means] = await db.batch([borders(db, row.id), scoreMeans(db, row.id)])
    const groups = means.map(({ value, days, times, amount }): GroupProfile => {
      const measures = { days, times, ...(amount !== null && { amount }) }
      const told = Object.entries(measures).map(([name, mean]) => ({ name, mean, difference: null }))
      return { value, words: null, measures: told }
    })
    return { borders: found, groups }
  },
  clusters: async ({ row, compiled }) => {
    const { sums, clusters, choice, leftOut } = workOf(row)
    const told = Object.entries(leftOut).map(([fact, customers]) => ({
      ...(fact ? { why: 'missing' as const, fact } : { why: 'refused' as const, fact: null }),
      customers,
    }))
    return {
      choice,
      leftOut: told.toSorted((a, b) => b.customers - a.customers),
      groups: clusters ? profilesOf(sums, clusters.features, compiled.playbook.catalogue) : [],
    }
  },
  'life-cycle': async ({ db, row }) => {
    const [rules, known] = await db.batch([ruleCounts(db, row.id), vulnerableCounts(db, row.id)])
    return { rules: [...rules, ...known] }
  },
}
