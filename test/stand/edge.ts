import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Trouble } from '../../db/trouble.ts'
import { startClock } from './clock.ts'
import { ROOT } from './paths.ts'

export interface EdgeOptions {
  port: number
  stateDir: string
  issuer: string
  audience: string
  extensionIds: string[]
  /** Everything the Worker says goes here. */
  logFile: string
  /** What runs in the place of the shipped Worker, below the checkout. */
  entry?: string
  /** Asked as fast as a machine can, it counts no requests. */
  unlimited?: boolean
}

export interface RunningEdge {
  url: string
  close(): Promise<void>
}

const QUIET = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  CI: 'true',
}

function command({
  port,
  stateDir,
  issuer,
  audience,
  extensionIds,
  entry,
  unlimited,
}: EdgeOptions): string[] {
  const variables = {
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: audience,
    ALLOWED_ORIGINS: extensionIds.map((id) => `chrome-extension://${id}`).join(','),
    ...(unlimited && { RATE_LIMITS: 'off' }),
  }
  return [
    join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
    'dev',
    ...(entry ? [entry] : []),
    ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
    ...['--persist-to', stateDir, '--show-interactive-dev-session=false'],
    ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ]
}

/** By itself, or by a signal: a closed terminal reaches every process in it. */
const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function answers(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && !hasEnded(child)) {
    const ready = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Trouble(`The Worker did not start; what it said is in ${logFile}`)
}

function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Runs the Worker in workerd by `wrangler dev`, on the local D1 below `stateDir`. */
export async function startEdge(options: EdgeOptions): Promise<RunningEdge> {
  await mkdir(dirname(options.logFile), { recursive: true })
  const log = createWriteStream(options.logFile)
  const env = { ...process.env, ...QUIET }
  const child = spawn(process.execPath, command(options), {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // The one that ends first must not close the file to the other.
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  child.once('close', () => log.end())
  const url = `http://127.0.0.1:${options.port}`
  await answers(url, child, options.logFile).catch(async (error) => {
    await stop(child)
    throw error
  })
  const stopClock = startClock(url)
  return {
    url,
    close: () => {
      stopClock()
      return stop(child)
    },
  }
}
