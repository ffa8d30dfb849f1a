import type { D1Database } from '@cloudflare/workers-types'
import { importExtract } from '../../db/import/import.ts'
import type { Mapping } from '../../db/import/mapping.ts'
import { openLocalD1, patiently } from '../../db/local.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { SEED } from '../../db/sample/generate.ts'
import { loadSample } from '../../db/sample/load.ts'
import type { Adapter } from '../../worker/contract/adapter.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../worker/services/playbook/spread.ts'
import { groupSample } from './segments.ts'

/** One customer as the bank's own systems hold it; the number never goes further than the simulator. */
export interface BankCustomer {
  number: string
  facts: Facts
}

/** A bank's extract and how it is read. */
export interface BankExtract {
  dir: string
  mapping: Mapping
}

export interface DataOptions {
  stateDir: string
  secret: string
  /** Without it the generated sample. */
  extract?: BankExtract
  /** How many customers the sample holds. */
  sampleSize?: number
  adapters: Adapter[]
  /** Also computes groups of the sample from data and lets them go live, where nothing but the sample is live. */
  groups?: boolean
  /** Changes the playbook before it is published. */
  change?: (shipped: Playbook) => Playbook
  say(line: string): void
}

export interface LoadedData {
  playbook: Playbook
  version: number
  customers: BankCustomer[]
}

async function loadExtract(
  db: D1Database,
  { dir, mapping }: BankExtract,
  { secret, say }: DataOptions,
): Promise<BankCustomer[]> {
  const customers: BankCustomer[] = []
  const { already, files, asOf } = await importExtract({
    db,
    mapping,
    dir,
    secret,
    seed: SEED,
    onCustomer: (number, facts) => customers.push({ number, facts }),
  })
  for (const { file, rowsIn, taken, refused } of files) {
    say(`${file}: ${rowsIn} rows in, ${taken} taken, ${refused} refused`)
  }
  say(`${customers.length} customers${already ? ', loaded before' : ''}; decided as of ${asOf}`)
  return customers
}

async function loadGenerated(
  db: D1Database,
  { secret, sampleSize, say }: DataOptions,
): Promise<BankCustomer[]> {
  const options = sampleSize ? { count: sampleSize } : {}
  const { customers, already } = await loadSample(db, secret, undefined, options)
  say(`${customers.length} generated customers${already ? ', loaded before' : ''}`)
  return customers
}

/** Brings the local D1 up to date: migrations, customers, playbook. What is there already stays. */
export async function loadData(options: DataOptions): Promise<LoadedData> {
  const local = await openLocalD1(options.stateDir)
  try {
    await local.migrate()
    const customers = await (options.extract
      ? loadExtract(local.customers, options.extract, options)
      : loadGenerated(local.customers, options))
    const shipped = assemblePlaybook(undefined, options.adapters)
    const playbook = options.change?.(shipped) ?? shipped
    const at = new Date().toISOString()
    const once = openDatabase(local.playbook as unknown as Binding)
    const { version } = await patiently(() => publish(once, playbook, at))
    const customersDb = openDatabase(local.customers as unknown as Binding)
    await patiently(() => spreadVersion({ playbook: once, customers: [customersDb] }))
    options.say(
      `playbook ${version}: ${playbook.segments.length} segments, ${playbook.tips.length} tips, ${playbook.checks.length} checks`,
    )
    if (options.groups && !options.extract) await sayGroups(local, options)
    return { playbook, version, customers }
  } finally {
    await local.close()
  }
}

async function sayGroups(
  { playbook, customers }: Awaited<ReturnType<typeof openLocalD1>>,
  { say }: DataOptions,
): Promise<void> {
  const bindings = [playbook, customers].map((one) => one as unknown as Binding) as [Binding, Binding]
  const done = await patiently(() => groupSample(...bindings))
  if ('othersLive' in done) {
    say(
      `groups from data not computed: beside the sample ${done.othersLive.join(', ')} is live; start runs in the console`,
    )
    return
  }
  const grouped = Object.entries(done.grouped)
  if (grouped.length > 0)
    say(`groups from data: ${grouped.map(([model, count]) => `${model} ${count} customers`).join(', ')}`)
}
