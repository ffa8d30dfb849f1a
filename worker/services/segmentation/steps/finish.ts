import type { GroupProfile, GroupSize, RunResult, ScoreBorder } from '../../../contract/segmentation.ts'
import { profilesOf } from '../../../segmentation/profiles.ts'
import { overCustomers } from '../../over-customers.ts'
import { outdatedAt } from '../outdated.ts'
import { withResult } from '../row.ts'
import { countMoved, moves, ruleCounts, sizesOf, vulnerableCounts } from '../sql/members.ts'
import { borders, scoreSums } from '../sql/rfm.ts'
import { openRuns, type RunRow } from '../sql/runs.ts'
import { workOf } from './cluster-work.ts'
import { quietIn } from './quiet.ts'
import { CannotCompute, type StepContext, type Work } from './step.ts'

/** Sums up what the run found, and how it differs from the live one. */
export const finish: Work = async (context) => {
  const { databases, row } = context
  const [[open], [counted]] = await Promise.all([
    databases.playbook.batch([openRuns(databases.playbook, row.model)]),
    overCustomers(databases, (db) => db.batch([sizesOf(db, row.id)])),
  ])
  const sizes = bySize(counted)
  if (sizes.length === 0) throw new CannotCompute('no-customers')
  const live = open.find(({ state }) => state === 'live')
  const against = live?.id ?? 0
  const outdated = outdatedAt(live, context.compiled.playbook.catalogue, Date.parse(row.startedAt))
  const [moved, counts] = await overCustomers(databases, (db) =>
    db.batch([moves(db, row.id, against), countMoved(db, { id: row.id, live: against, outdated })]),
  )
  const drift = against ? { against, moves: added(moved, ({ from, to }) => `${from} ${to}`) } : null
  const found = await byModel[row.model](context)
  const result = { ...found, ...(await quietIn(context, sizes)), sizes, drift }
  return {
    row: {
      ...withResult(row, result),
      ...{ phase: 'effect', cursor: '', done: 0, total: counts.reduce((sum, one) => sum + one.moved, 0) },
      // The centres stay: the next run's clusters are named after these.
      work: JSON.stringify(row.model === 'clusters' ? keptWork(row) : null),
    },
  }
}

/** Rows of several databases that tell of the same, added up. */
function added<Row extends { customers: number }>(rows: readonly Row[], of: (row: Row) => string): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const known = sums.get(of(row))
    sums.set(of(row), { ...row, customers: row.customers + (known?.customers ?? 0) })
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

const bySize = (rows: readonly GroupSize[]) =>
  added(rows, ({ value }) => value).toSorted((a, b) => b.customers - a.customers)

const keptWork = (row: RunRow) => ({ ...workOf(row), sums: {}, leftOut: {}, candidates: [] })

const byModel: Record<RunRow['model'], (context: StepContext) => Promise<Partial<RunResult>>> = {
  rfm: async ({ databases, row }) => {
    const [found, sums] = await overCustomers(databases, (db) =>
      db.batch([borders(db, row.id), scoreSums(db, row.id)]),
    )
    return { borders: widest(found), groups: profiles(sums) }
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
  'life-cycle': async ({ databases, row }) => {
    const [rules, known] = await overCustomers(databases, (db) =>
      db.batch([ruleCounts(db, row.id), vulnerableCounts(db, row.id)]),
    )
    const byRule = (rows: typeof rules) => added(rows, ({ rule }) => rule)
    return { rules: [...byRule(rules), ...byRule(known)] }
  },
}

/** From the least to the greatest value of each score in any database. */
function widest(rows: readonly ScoreBorder[]): ScoreBorder[] {
  const all = Map.groupBy(rows, ({ measure, currency, score }) => `${measure} ${currency} ${score}`)
  return [...all.values()].flatMap(([first, ...rest]) =>
    first
      ? [
          {
            ...first,
            from: rest.reduce((least, one) => Math.min(least, one.from), first.from),
            to: rest.reduce((most, one) => Math.max(most, one.to), first.to),
          },
        ]
      : [],
  )
}

/** Means by group; of amounts only where all are of one currency. */
function profiles(rows: readonly ScoreSums[]): GroupProfile[] {
  const oneCurrency = new Set(rows.map(({ currency }) => currency)).size === 1
  const groups = [...Map.groupBy(rows, ({ value }) => value)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return groups.map(([value, those]) => {
    const sum = (of: 'customers' | 'days' | 'times' | 'amount') =>
      those.reduce((all, one) => all + one[of], 0)
    const told = (['days', 'times', ...(oneCurrency ? (['amount'] as const) : [])] as const).map((name) => ({
      ...{ name, mean: sum(name) / sum('customers'), difference: null },
    }))
    return { value, words: null, measures: told }
  })
}

type ScoreSums = Awaited<ReturnType<typeof scoreSums>>[number]
