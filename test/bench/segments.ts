import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { openLocalD1 } from '../../db/local.ts'
import { WrongUsage } from '../../db/trouble.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { fillSegments, generated } from './segments/base.ts'
import { measureMargins, type OfMargin } from './segments/margins.ts'
import { scorePlain } from './segments/plain.ts'
import { startSegmentsWorker, type Timed } from './segments/run.ts'

const HELP = `npm run bench:segments -- [--customers N] [--events N] [--rounds N] [--json FILE]
  groups by recency, frequency and amount over the events in local D1, against the same SQL in a plain SQLite on the same
  file, and clusters and life cycle of all customers against merely reading them by the same paging (100,000 customers, 1,000,000 events, 3 rounds);
  and over a few small bases how often clusters keep their labels, by how much better others must be`

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
  process.env.WRANGLER_SEND_METRICS = 'false'
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-segments-'))
  try {
    const margins = await measureMargins()
    console.table(margins)
    const base = generated(people)
    const { customers: db, close } = await openLocalD1(stateDir)
    await fillSegments(db, base, many).finally(close)
    const figures = await measure(stateDir, { people, many, times })
    await publishFigures([...figures, ...margins.map(keptWith)], json)
  } finally {
    await rm(stateDir, { recursive: true })
  }
})

/** Scoring in D1 and in plain SQLite take turns, so that both meet the same machine; each opens the file anew. */
async function measure(
  stateDir: string,
  { people, many, times }: Record<'people' | 'many' | 'times', number>,
) {
  const [own, plain]: [number[], number[]] = [[], []]
  for (let round = 0; round < times; round++) {
    plain.push(scorePlain(stateDir, 1_000_000 + round))
    own.push(sum(await inWorkerd(stateDir, ({ compute }) => compute('rfm')), 'score'))
  }
  const { read, clusters, life } = await inWorkerd(stateDir, async (worker) => ({
    read: await worker.read(),
    clusters: await worker.compute('clusters'),
    life: await worker.compute('life-cycle'),
  }))
  tellClusters(clusters)
  return [
    { name: `scores over ${many} events`, ...against(percentile(own, 0.5), percentile(plain, 0.5)) },
    { name: `clusters of ${people} customers, all steps`, ...against(sum(clusters), read) },
    { name: 'longest step of it', value: longest(clusters), unit: 'ms' },
    { name: `life cycle of ${people} customers, all steps`, ...against(sum(life), read) },
    { name: 'longest step of it', value: longest(life), unit: 'ms' },
  ] satisfies Figure[]
}

async function inWorkerd<T>(
  stateDir: string,
  work: (worker: Awaited<ReturnType<typeof startSegmentsWorker>>) => Promise<T>,
): Promise<T> {
  const worker = await startSegmentsWorker(stateDir)
  return work(worker).finally(worker.close)
}

function keptWith({ margin, kept }: OfMargin): Figure {
  return { name: `labels kept from night to night, margin ${margin}`, value: 100 * kept, unit: '%' }
}

function sum({ steps }: Timed, phase?: string): number {
  return steps.reduce((all, one) => all + (phase && one.phase !== phase ? 0 : one.ms), 0)
}

function longest({ steps }: Timed): number {
  return Math.max(...steps.map(({ ms }) => ms))
}

function against(value: number, baseline: number): Omit<Figure, 'name'> {
  return { value, unit: 'ms', baseline, ratio: value / baseline }
}

function tellClusters({ run: { result } }: Timed): void {
  console.table(result.choice?.table)
  console.table(
    result.groups.map(({ value: group, words }) => ({
      group,
      customers: result.sizes.find((one) => one.value === group)?.customers,
      words: words?.zh,
    })),
  )
}
