import { chooseFeatures, keptOut, scaled } from '../../../segmentation/features.ts'
import { labelsFor } from '../../../segmentation/labels.ts'
import { bestOf, FEWEST, MOST, SEED, TRIED, type Trained, train } from '../../../segmentation/train.ts'
import { leftBySteps, openRuns } from '../sql/runs.ts'
import { type ClusterWork, workOf } from './cluster-work.ts'
import { CannotCompute, type StepContext, type Stepped } from './step.ts'

type Rows = (number | null)[][]

/** Tries the next number of clusters on the sample; after the last one takes the best and names its clusters. */
export async function tryNext(context: StepContext): Promise<Stepped> {
  const { row } = context
  const db = context.databases.playbook
  const work = workOf(row)
  const [left, open] = await db.batch([leftBySteps(db, row.id), openRuns(db, 'clusters')])
  const rows = left.flatMap(({ body }) => JSON.parse(body) as Rows)
  const { features, told } = chooseFeatures(work.candidates, rows)
  const points = pointsOf(work.candidates, features, rows)
  if (rows.length === 0) throw new CannotCompute('no-customers')
  if (features.length < 2) throw new CannotCompute('no-features')
  if (points.length < 5 * MOST) throw new CannotCompute('too-few')
  const tried = [...work.tried, train(points, FEWEST + work.tried.length)]
  if (FEWEST + tried.length <= MOST) return going({ ...work, tried })
  const live = open.find(({ state }) => state === 'live')
  const best = bestOf(tried) as Trained
  const fresh = { features, centres: best.centres }
  const clusters = { ...fresh, ...labelsFor(fresh, live ? workOf(live).clusters : null) }
  const sensitive = keptOut(context.compiled.playbook.catalogue)
  const choice = {
    ...{ sample: points.length, tried: Math.min(TRIED, points.length), seed: SEED, k: best.k },
    table: tried.map(({ k, silhouette }) => ({ k, silhouette })),
    features: told.features,
    unused: [...told.unused, ...sensitive.map((name) => ({ name, why: 'sensitive' as const }))],
  }
  return going({ ...work, tried: [], choice, clusters }, 'assign')

  function going(after: ClusterWork, phase: 'train' | 'assign' = 'train'): Stepped {
    return { row: { ...row, phase, work: JSON.stringify(after) } }
  }
}

/** Customers of whom every feature is known, as points. */
function pointsOf(
  all: ClusterWork['candidates'],
  features: ReturnType<typeof chooseFeatures>['features'],
  rows: Rows,
): number[][] {
  const places = features.map((feature) => ({
    feature,
    at: all.findIndex(({ name }) => name === feature.name),
  }))
  return rows.flatMap((values) => {
    const known = places.every(({ at }) => values[at] !== null)
    return known ? [places.map(({ feature, at }) => scaled(feature, values[at] ?? 0))] : []
  })
}
