import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../db/command.ts'
import { applyMigrations, openLocalD1 } from '../../db/local.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { readOwnResults } from '../../worker/services/results/own.ts'
import { readResults } from '../../worker/services/results/read.ts'
import { type Figure, publishFigures } from './figures.ts'
import { fillOutcomes } from './results/outcomes.ts'

const HELP = `npm run bench:results -- [--outcomes N] [--json FILE]
  results of 28 days over a million outcomes of 300 agents in local D1`

const OPTIONS = { outcomes: { type: 'string' }, json: { type: 'string' } } as const
const agent = { subject: 'agent-7', teams: [] }
const DAYS = { from: '2026-11-01', until: '2026-11-28' }

await runCommand(HELP, OPTIONS, async ({ outcomes = '1000000', json }) => {
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-results-'))
  const { customers: d1, close } = await openLocalD1(stateDir)
  try {
    await applyMigrations(d1)
    const db = openDatabase(d1 as unknown as Binding)
    const playbook = assemblePlaybook()
    await publish(db, playbook, '2026-10-01T00:00:00.000Z')
    await fillOutcomes(d1, playbook, Number(outcomes), DAYS.from)
    const databases = oneDatabase(db)
    const all = await timed(() => readResults(databases, DAYS, null))
    const team = await timed(() => readResults(databases, { ...DAYS, team: 'team-3' }, null))
    const own = await timed(() => readOwnResults(databases, DAYS, agent, new Date()))
    await publishFigures(
      [
        { ...all, name: `results of 28 days over ${outcomes} outcomes` },
        { ...team, name: 'the same of one team' },
        { ...own, name: 'one agent’s own' },
      ],
      json,
    )
  } finally {
    await close()
    await rm(stateDir, { recursive: true })
  }
})

/** The quickest of three. */
async function timed(work: () => Promise<unknown>): Promise<Omit<Figure, 'name'>> {
  const times: number[] = []
  for (let time = 0; time < 3; time++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return { value: Math.min(...times), unit: 'ms' }
}
