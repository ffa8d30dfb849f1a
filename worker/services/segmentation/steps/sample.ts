import { candidates, measured, type SampleRow } from '../../../segmentation/features.ts'
import { nextCustomers } from '../sql/customers.ts'
import { askedBeside, madeUpOf, NO_WORK, refused, workOf } from './cluster-work.ts'
import { judging, STRETCH, type Work } from './step.ts'

/** Customers that centres are learned from. Keys are hashes, so the first ones are as good as drawn by lot. */
const SAMPLE = 20_000
/** Figures that one step leaves: a D1 value holds 2 MB. */
const FIGURES = 100_000

/** Reads of the next customers of the sample what may go into clusters, and leaves it for `train`. */
export const sample: Work = async (context) => {
  const { databases, row, compiled } = context
  const { loads, cursor } = row
  const all = candidates(compiled.playbook.catalogue)
  const most = Math.max(1, Math.min(STRETCH, Math.floor(FIGURES / Math.max(1, all.length))))
  const next = await nextCustomers(
    databases,
    { loads, after: cursor, most },
    judging(context, askedBeside(all)),
  )
  const customers = next.rows.slice(0, SAMPLE - row.done)
  const made = { ...workOf(row).made }
  const rows = customers.flatMap((one): SampleRow[] => {
    if (refused(one)) return []
    for (const name of madeUpOf(one)) made[name] = (made[name] ?? 0) + 1
    return [[one.currency, all.map((each) => rounded(measured(each, one.facts)))]]
  })
  const done = row.done + customers.length
  const end = !next.more || done >= SAMPLE
  const work = JSON.stringify({ ...NO_WORK, candidates: all, made })
  const after = end
    ? ({ phase: 'train', done: 0, cursor: '', work } as const)
    : { done, cursor: customers.at(-1)?.key ?? cursor, work }
  return { row: { ...row, ...after }, body: JSON.stringify(rows) }
}

const rounded = (value: number | null) => value && Math.round(value * 1e6) / 1e6
