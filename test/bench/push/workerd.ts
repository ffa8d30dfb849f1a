import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { applyMigrations } from '../../../db/local.ts'
import { HOME } from '../../stand/paths.ts'

/** Classes of Durable Objects, by binding. */
const OBJECTS = { DIRECTORY: 'Directory', TEAM: 'Team', BARE: 'Bare' }

async function bundleTo(file: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    outfile: file,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:workers'],
  })
}

const FIRST = ['CUSTOMERS'] as const

const optionsOf = (
  home: string,
  bindings: Record<string, string>,
  hear: (line: string) => void,
  customers: readonly string[],
) =>
  convertV4MiniflareOptions({
    name: 'bench',
    modules: [{ type: 'ESModule', path: join(home, 'worker.js') }],
    modulesRoot: home,
    compatibilityDate: '2026-10-01',
    bindings: { ...bindings, CUSTOMER_DATABASES: customers.join(' ') },
    d1Databases: ['PLAYBOOK', ...customers],
    durableObjects: Object.fromEntries(
      Object.entries(OBJECTS).map(([name, className]) => [name, { className, useSQLite: true }]),
    ),
    resourcePersistencePath: join(home, 'state'),
    handleStructuredLogs: ({ message }) => hear(message),
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  })

export interface RunningWorkerd {
  url: string
  playbook: D1Database
  customers: D1Database
  /** Folder with all it keeps, gone when it is closed. */
  home: string
  /** What the cron trigger does each minute. */
  minute(): Promise<void>
  close(): Promise<void>
}

/**
 * The Worker in workerd itself, its databases and objects on disk. `wrangler dev` puts a process before it that takes
 * four more file descriptors for each socket, and 5,000 sockets are then more than many a machine allows.
 * @param hear gets each line of the Worker's log
 * @param names of the databases of customers; `customers` is the first of them
 */
export async function startWorkerd(
  bindings: Record<string, string>,
  hear: (line: string) => void,
  names: readonly [string, ...string[]] = FIRST,
): Promise<RunningWorkerd> {
  await mkdir(HOME, { recursive: true })
  const home = await mkdtemp(join(HOME, 'bench-'))
  await bundleTo(join(home, 'worker.js'))
  const workerd = new Miniflare(optionsOf(home, bindings, hear, names))
  const close = async () => {
    await workerd.dispose()
    await rm(home, { recursive: true, force: true })
  }
  try {
    const url = await workerd.unsafeGetDirectURL()
    const open = async (name: string) => (await workerd.getD1Database(name)) as unknown as D1Database
    const [playbook, customers] = [await open('PLAYBOOK'), await open(names[0])]
    for (const name of ['PLAYBOOK', ...names]) await applyMigrations(await open(name))
    const minute = async () => {
      await (await workerd.getWorker()).scheduled({ cron: '* * * * *' })
    }
    return { url: url.origin, playbook, customers, home, minute, close }
  } catch (error) {
    await close()
    throw error
  }
}
