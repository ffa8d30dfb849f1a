import { chooseFeatures, keptOut, pointsOf, type SampleRow } from '../../../segmentation/features.ts'
import { chosen, learnedOn, MARGIN } from '../../../segmentation/keep.ts'
import { labelsFor } from '../../../segmentation/labels.ts'
import { FEWEST, MOST, SEED, TRIED, type Trained, train } from '../../../segmentation/train.ts'
import { leftBySteps, openRuns } from '../sql/runs.ts'
import { type ClusterWork, workOf } from './cluster-work.ts'
import { CannotCompute, type StepContext, type Stepped } from './step.ts'

/**
 * Tries the next number of clusters on the sample; after the last one takes the best, or goes on with the live run's, and
 * names the clusters.
 */
export async function tryNext(context: StepContext): Promise<Stepped> {
  const { row } = context
  const db = context.databases.playbook
  const work = workOf(row)
  const [left, open] = await db.batch([leftBySteps(db, row.id), openRuns(db, 'clusters')])
  const rows = left.flatMap(({ body }) => JSON.parse(body) as SampleRow[])
  const { features, told: judged } = chooseFeatures(work.candidates, rows)
  const points = pointsOf(work.candidates, features, rows)
  if (rows.length === 0) throw new CannotCompute('no-customers')
  if (features.length < 2) throw new CannotCompute('no-features')
  if (points.length < 5 * MOST) throw new CannotCompute('too-few')
  const tried = [...work.tried, train(points, FEWEST + work.tried.length)]
  if (FEWEST + tried.length <= MOST) return going({ ...work, tried })
  const live = open.find(({ state }) => state === 'live')
  const before = live ? workOf(live).clusters : null
  const on = learnedOn(points, features, before)
  const best = chosen(tried, on) as Trained
  const fresh = { features, centres: best.centres }
  const clusters = { ...fresh, ...labelsFor(fresh, before) }
  const choice = {
    ...{ sample: points.length, tried: Math.min(TRIED, points.length), seed: SEED, k: best.k },
    table: tried.map(told),
    live: live && on ? { run: live.id, ...told(on), margin: MARGIN, kept: best === on } : null,
    features: judged.features.map((one) => ({ ...one, made: (work.made[one.name] ?? 0) / rows.length })),
    currencies: [...new Set(rows.map(([currency]) => currency))].toSorted(),
    unused: [...judged.unused, ...keptOut(context.compiled.playbook.catalogue)],
  }
  return going({ ...work, tried: [], choice, clusters }, 'assign')

  function going(after: ClusterWork, phase: 'train' | 'assign' = 'train'): Stepped {
    return { row: { ...row, phase, work: JSON.stringify(after) } }
  }
}

const told = ({ k, silhouette }: Trained) => ({ k, silhouette })
