import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { openLocalD1 } from '../../db/local.ts'
import { Trouble, WrongUsage } from '../../db/trouble.ts'
import type { SegmentationRun, SegmentModel } from '../../worker/contract/segmentation.ts'
import { type Binding, type Database, openDatabase } from '../../worker/services/database.ts'
import { advance } from '../../worker/services/segmentation/advance.ts'
import { readRun } from '../../worker/services/segmentation/list.ts'
import { customersAfter, liveLoads } from '../../worker/services/segmentation/sql/customers.ts'
import { startRun } from '../../worker/services/segmentation/start.ts'
import { STRETCH } from '../../worker/services/segmentation/steps/step.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { fillSegments, generated, NOW } from './segments/base.ts'
import { scorePlain } from './segments/plain.ts'

const HELP = `npm run bench:segments -- [--customers N] [--events N] [--rounds N] [--json FILE]
  groups by recency, frequency and amount over the events in local D1, against the same SQL in a plain SQLite on the same
  file, and clusters and life cycle of all customers against merely reading them by the same paging (100,000 customers, 1,000,000 events, 3 rounds)`

const OPTIONS = {
  customers: { type: 'string' },
  events: { type: 'string' },
  rounds: { type: 'string' },
  json: { type: 'string' },
} as const

await runCommand(HELP, OPTIONS, async ({ customers = '100000', events = '1000000', rounds = '3', json }) => {
  const [people, many, times] = [customers, events, rounds].map(Number)
  if (!people || !many || !times) throw new WrongUsage({ zh: '请给出数字。', en: 'Give numbers.' })
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-segments-'))
  try {
    const base = generated(people)
    await inD1(stateDir, (_, d1) => fillSegments(d1, base, many))
    const figures = await measure(stateDir, { people, many, times })
    await publishFigures(figures, json)
  } finally {
    await rm(stateDir, { recursive: true })
  }
})

async function inD1<T>(
  stateDir: string,
  work: (db: Database, d1: Awaited<ReturnType<typeof openLocalD1>>['db']) => Promise<T>,
): Promise<T> {
  const { db, close } = await openLocalD1(stateDir)
  try {
    return await work(openDatabase(db as unknown as Binding), db)
  } finally {
    await close()
  }
}

/** Scoring in D1 and in plain SQLite take turns, so that both meet the same machine; each opens the file anew. */
async function measure(
  stateDir: string,
  { people, many, times }: Record<'people' | 'many' | 'times', number>,
) {
  const [own, plain]: [number[], number[]] = [[], []]
  for (let round = 0; round < times; round++) {
    plain.push(scorePlain(stateDir, 1_000_000 + round))
    own.push((await inD1(stateDir, (db) => timed(db, 'rfm', 'score'))).ms)
  }
  const [value, baseline] = [percentile(own, 0.5), percentile(plain, 0.5)]
  const read = await inD1(stateDir, readAll)
  const clusters = await inD1(stateDir, (db) => timed(db, 'clusters'))
  const life = await inD1(stateDir, (db) => timed(db, 'life-cycle'))
  const figures: Figure[] = [
    { name: `scores over ${many} events`, ...against(value, baseline) },
    { name: `clusters of ${people} customers, all steps`, ...against(clusters.ms, read) },
    { name: 'longest step of it', value: clusters.longest, unit: 'ms' },
    { name: `life cycle of ${people} customers, all steps`, ...against(life.ms, read) },
    { name: 'longest step of it', value: life.longest, unit: 'ms' },
  ]
  console.table(clusters.run.result.choice?.table)
  console.table(
    clusters.run.result.groups.map(({ value: group, words }) => ({
      group,
      customers: clusters.run.result.sizes.find((one) => one.value === group)?.customers,
      words: words?.zh,
    })),
  )
  return figures
}

function against(value: number, baseline: number): Omit<Figure, 'name'> {
  return { value, unit: 'ms', baseline, ratio: value / baseline }
}

/** Milliseconds of merely reading and parsing every customer by the same paging. */
async function readAll(db: Database): Promise<number> {
  const [[live]] = await db.batch([liveLoads(db)])
  const start = performance.now()
  for (let after = ''; ; ) {
    const paging = { loads: live?.loads ?? '[]', after, now: NOW, most: STRETCH }
    const [rows] = await db.batch([customersAfter(db, paging)])
    for (const { facts } of rows) JSON.parse(facts)
    if (rows.length < STRETCH) return performance.now() - start
    after = rows.at(-1)?.key ?? ''
  }
}

/** A whole run, or one phase of it. */
async function timed(db: Database, model: SegmentModel, phase?: SegmentationRun['phase']) {
  const { id } = await startRun(db, model, { by: 'bench', at: NOW })
  const steps: { phase: SegmentationRun['phase']; ms: number }[] = []
  for (;;) {
    const before = await readRun(db, id)
    if (before.state !== 'computing') break
    const start = performance.now()
    await advance(db, new Date(NOW))
    steps.push({ phase: before.phase, ms: performance.now() - start })
  }
  const run = await readRun(db, id)
  if (run.state === 'failed')
    throw new Trouble({ zh: `计算失败：${run.failure}`, en: `The run failed: ${run.failure}` })
  const counted = steps.filter((one) => !phase || one.phase === phase).map(({ ms }) => ms)
  return { run, ms: counted.reduce((sum, ms) => sum + ms, 0), longest: Math.max(...counted) }
}
