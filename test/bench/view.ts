import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { openLocalD1 } from '../../db/local.ts'
import { WrongUsage } from '../../db/trouble.ts'
import { type Figure, percentile, publishFigures } from './figures.ts'
import { fillView } from './view/base.ts'
import { startBenchWorker } from './worker.ts'

const HELP = `npm run bench:view -- [--rounds N] [--json FILE]
  a decision, the view and a page of events of a customer with 10, 1,000 and 10,000 events, in workerd on local D1 (200 rounds)`

const OPTIONS = { rounds: { type: 'string' }, json: { type: 'string' } } as const
const EVENTS = [10, 1_000, 10_000]
const ASKED = {
  ...{ decide: 'decision', view: 'view', events: 'page of 50 events' },
  rare: 'page of a kind that is one event in 1,000',
}

await runCommand(HELP, OPTIONS, async ({ rounds = '200', json }) => {
  const times = Number(rounds)
  if (!times) throw new WrongUsage({ zh: '请给出数字。', en: 'Give a number.' })
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.WRANGLER_SEND_METRICS = 'false'
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-view-'))
  try {
    const local = await openLocalD1(stateDir)
    const keys = await fillView(local, EVENTS).finally(local.close)
    await publishFigures(await measure(stateDir, keys, times), json)
  } finally {
    await rm(stateDir, { recursive: true })
  }
})

/** All of them take turns, so that whatever else the machine does hits all alike. */
async function measure(stateDir: string, keys: readonly string[], rounds: number): Promise<Figure[]> {
  const worker = await startBenchWorker('bench-view', new URL('./view/worker.ts', import.meta.url), stateDir)
  const asked = Object.keys(ASKED).flatMap((path) =>
    keys.map((key, at) => ({ path, key, at, ms: [] as number[] })),
  )
  const nothing: number[] = []
  try {
    for (let round = -10; round < rounds; round++) {
      for (const { path, key, ms } of [...asked, { path: 'nothing', key: '', ms: nothing }]) {
        const start = performance.now()
        await worker.ask(`/${path}`, key)
        if (round >= 0) ms.push(performance.now() - start)
      }
    }
  } finally {
    await worker.close()
  }
  const figures = asked.flatMap(({ path, at, ms }) => {
    const few = asked.find((one) => one.path === path && one.at === 0)?.ms ?? []
    return [0.5, 0.95].map((share) => ({
      name: `${ASKED[path as keyof typeof ASKED]}, ${EVENTS[at]} events, p${share * 100}`,
      ...{ value: percentile(ms, share), unit: 'ms' },
      ...(at > 0 && {
        baseline: percentile(few, share),
        ratio: percentile(ms, share) / percentile(few, share),
      }),
    }))
  })
  return [
    ...figures,
    { name: 'a request that does nothing, p50', value: percentile(nothing, 0.5), unit: 'ms' },
  ]
}
