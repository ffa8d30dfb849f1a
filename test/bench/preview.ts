import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { Trouble, WrongUsage } from '../../db/trouble.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { countAlone } from './preview/alone.ts'
import { type Base, fillBase } from './preview/base.ts'
import { CHANGE } from './preview/change.ts'
import { type PreviewWorker, startPreviewWorker } from './preview/run.ts'

const HELP = `npm run bench:preview -- [--customers N] [--rounds N] [--json FILE]
  a preview of the whole base in workerd against merely reading and parsing the same facts in the same run, and its
  counts against those of deciding every customer one by one (100,000 customers, 3 rounds)`

const OPTIONS = {
  customers: { type: 'string' },
  rounds: { type: 'string' },
  json: { type: 'string' },
} as const

await runCommand(HELP, OPTIONS, async ({ customers = '100000', rounds = '3', json }) => {
  const [size, times] = [customers, rounds].map(Number)
  if (!size || !times) throw new WrongUsage({ zh: '请给出数字。', en: 'Give numbers.' })
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.WRANGLER_SEND_METRICS = 'false'
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-preview-'))
  try {
    const base = await fillBase(stateDir, size)
    const worker = await startPreviewWorker(stateDir)
    try {
      await publishFigures(await measure(worker, base, times), json)
    } finally {
      await worker.close()
    }
  } finally {
    await rm(stateDir, { recursive: true })
  }
})

/** Reading and previewing in turn, so that both meet the same machine; the first round warms up. */
async function measure(worker: PreviewWorker, base: Base, rounds: number): Promise<Figure[]> {
  const [read, whole]: [number[], number[]] = [[], []]
  let last = await worker.preview(CHANGE)
  for (let round = 0; round < rounds; round++) {
    read.push((await worker.read()).ms)
    last = await worker.preview(CHANGE)
    whole.push(last.ms)
  }
  const alone = JSON.stringify(countAlone(base, CHANGE))
  const { conditions: _, ...counts } = last.counts
  const same = JSON.stringify(sorted(counts)) === JSON.stringify(sorted(JSON.parse(alone)))
  if (!same)
    throw new Trouble({
      zh: `试算的计数与逐位决策不同：\n${JSON.stringify(counts)}\n${alone}`,
      en: `The preview counted otherwise than one by one:\n${JSON.stringify(counts)}\n${alone}`,
    })
  const [baseline, value] = [percentile(read, 0.5), percentile(whole, 0.5)]
  const each = { value: value / last.requests, unit: 'ms' }
  return [
    {
      name: `preview of ${counts.customers} customers`,
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
    },
    { name: 'one request of it', ...each },
    {
      name: 'customers the tip would be shown to, as counted one by one',
      value: counts.hit,
      unit: 'customers',
    },
  ]
}

/** By name, so that the order in which things were first met does not matter. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)])
}
