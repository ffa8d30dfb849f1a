import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { openLocalD1 } from '../../db/local.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { WrongUsage } from '../../db/trouble.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { ROOT } from '../stand/paths.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { startBenchWorker } from './worker.ts'

const HELP = `npm run bench:databases -- [--customers N] [--events N] [--rounds N] [--json FILE]
  moves a bucket of that many customers, with that many events each, between two databases in workerd, and decides with
  the guard of moving buckets and without it (2,000 customers, 20 events each, 3 rounds)`

const OPTIONS = {
  customers: { type: 'string' },
  events: { type: 'string' },
  rounds: { type: 'string' },
  json: { type: 'string' },
} as const

await runCommand(HELP, OPTIONS, async ({ customers = '2000', events = '20', rounds = '3', json }) => {
  const [people, each, times] = [customers, events, rounds].map(Number)
  if (!people || !each || !times) throw new WrongUsage({ zh: '请给出数字。', en: 'Give numbers.' })
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-databases-'))
  try {
    const local = await openLocalD1(stateDir)
    await local.migrate()
    await publish(
      openDatabase(local.playbook as unknown as Binding),
      assemblePlaybook(),
      new Date().toISOString(),
    )
    await local.close()
    await publishFigures(await measure(stateDir, people, each, times), json)
  } finally {
    await rm(stateDir, { recursive: true })
  }
})

async function measure(stateDir: string, people: number, each: number, rounds: number): Promise<Figure[]> {
  const entry = new URL('./databases/worker.ts', import.meta.url)
  const worker = await startBenchWorker('bench-databases', entry, stateDir)
  try {
    await worker.ask('/migrate', JSON.stringify({ statements: await migrations() }))
    await worker.ask('/fill', JSON.stringify({ customers: people, events: each }))
    const [whole, last]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const steps = (await worker.ask('/move')) as number[]
      whole.push(steps.reduce((sum, ms) => sum + ms, 0))
      last.push(steps.at(-1) ?? Number.NaN)
    }
    const decided = await worker.ask('/decide', JSON.stringify({ customers: people }))
    const { guarded, bare } = decided as { guarded: number[]; bare: number[] }
    const rows = people * (each + 1)
    return [
      { name: `a bucket of ${rows} rows moves`, value: percentile(whole, 0.5), unit: 'ms' },
      { name: 'its last step, within which it is not served', value: percentile(last, 0.5), unit: 'ms' },
      ...[0.5, 0.95].map((share) => against(share, guarded, bare)),
    ]
  } finally {
    await worker.close()
  }
}

function against(share: number, guarded: readonly number[], bare: readonly number[]): Figure {
  const [value, baseline] = [percentile(guarded, share), percentile(bare, share)]
  const name = `deciding with the guard, against without it, p${share * 100}`
  return { name, value, unit: 'ms', baseline, ratio: value / baseline }
}

async function migrations(): Promise<string[]> {
  const dir = join(ROOT, 'db/migrations')
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')))
  return texts.flatMap((text) => text.split('--> statement-breakpoint').map((one) => one.trim()))
}
