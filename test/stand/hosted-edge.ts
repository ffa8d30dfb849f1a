import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Trouble } from '../../db/trouble.ts'
import { ROOT } from './paths.ts'
import { type Hosted, workerdConfig } from './workerd-config.ts'

export type HostedOptions = Omit<Hosted, 'assetsDir' | 'stateDir'> & {
  /** Where bundle, configuration and state are kept. */
  dir: string
}

/** Writes all that `workerd serve` needs. @returns the path of the configuration */
export async function writeHosted({ dir, ...options }: HostedOptions): Promise<string> {
  const stateDir = join(dir, 'state')
  await mkdir(stateDir, { recursive: true, mode: 0o700 })
  await build({
    entryPoints: [join(ROOT, 'worker/hosted/index.ts')],
    bundle: true,
    outfile: join(dir, 'worker.js'),
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:workers'],
  })
  await writeFile(join(dir, 'migrations.json'), JSON.stringify(await migrations()))
  const config = join(dir, 'workerd.capnp')
  const assetsDir = join(ROOT, 'node_modules/swagger-ui-dist')
  await writeFile(config, workerdConfig({ ...options, stateDir, assetsDir }))
  return config
}

async function migrations(): Promise<{ name: string; statements: string[] }[]> {
  const dir = join(ROOT, 'db/migrations')
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8')
      const statements = sql.split('--> statement-breakpoint').map((text) => text.trim())
      return { name, statements: statements.filter(Boolean) }
    }),
  )
}

export interface RunningHosted {
  url: string
  close(): Promise<void>
}

/** Starts workerd itself, without wrangler or miniflare. @throws Trouble where it does not answer within 30 s */
export async function startHosted(options: HostedOptions): Promise<RunningHosted> {
  const config = await writeHosted(options)
  const workerd = join(ROOT, 'node_modules/.bin/workerd')
  const child = spawn(workerd, ['serve', config], { stdio: ['ignore', 'inherit', 'inherit'] })
  const url = `http://127.0.0.1:${options.port}`
  await answers(url, child)
  return { url, close: () => end(child) }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await end(child)
  throw new Trouble('workerd did not start; what it said stands above.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
