import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyMigrations, openLocalD1 } from '../../../db/local.ts'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { oneDatabase } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { type Figure, percentile } from '../figures.ts'

const ROUNDS = 200
const KEY = 'a'.repeat(64)
const LOAD = `insert into load values ('l', 'd', 'done', '2026-01-01', '2026-01-01', null)`
const DATASET = `insert into dataset values ('d', 'l', null, 'CNY', null)`

/** What the access log costs a decision: the same decisions on local D1 with its two statements and without, in turns. */
export async function benchLooks(): Promise<Figure> {
  const stateDir = await mkdtemp(join(tmpdir(), 'fineline-looks-'))
  const { customers: d1, close } = await openLocalD1(stateDir)
  try {
    await applyMigrations(d1)
    await d1.batch([LOAD, DATASET].map((sql) => d1.prepare(sql)))
    await d1
      .prepare('insert into customer (key, load_id, facts, facts_as_of) values (?, ?, ?, ?)')
      .bind(KEY, 'l', '{}', '2026-01-01T00:00:00.000Z')
      .run()
    const binding = d1 as unknown as Binding
    await publish(openDatabase(binding), assemblePlaybook(), '2026-01-01T00:00:00.000Z')
    const times: Record<'with' | 'without', number[]> = { with: [], without: [] }
    for (let round = -20; round < ROUNDS; round += 1)
      for (const kind of ['with', 'without'] as const) {
        const took = await timed(kind === 'with' ? binding : withoutLog(binding))
        if (round >= 0) times[kind].push(took)
      }
    const [value, baseline] = [percentile(times.with, 0.5), percentile(times.without, 0.5)]
    return {
      name: 'a decision with its line of the access log, p50',
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
    }
  } finally {
    await close()
    await rm(stateDir, { recursive: true })
  }
}

async function timed(binding: Binding): Promise<number> {
  const agent = { subject: 'agent-1', roles: ['agent'], teams: [] } as const
  const start = performance.now()
  await decideFor(oneDatabase(openDatabase(binding)), [KEY], { agent, now: new Date() })
  return performance.now() - start
}

/** A binding that leaves out what writes the log; those statements come last in the batch. */
function withoutLog(binding: Binding): Binding {
  const nothing = { bind: () => nothing } as never as ReturnType<Binding['prepare']>
  return {
    prepare: (sql) => (/^insert into "(access|audit_customer)"/.test(sql) ? nothing : binding.prepare(sql)),
    batch: (statements) => binding.batch(statements.filter((one) => one !== nothing)),
  }
}
