import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { HOME } from '../../stand/paths.ts'
import { freePort } from '../../stand/ports.ts'

/** Classes of Durable Objects, by binding. */
const OBJECTS = { DIRECTORY: 'Directory', TEAM: 'Team', BARE: 'Bare' }

/** A list in workerd's own format. */
const list = <T>(items: T[], write: (item: T) => string): string => `[${items.map(write).join(', ')}]`

function configOf(port: number, variables: Record<string, string>): string {
  const texts = list(Object.entries(variables), ([name, text]) => `(name = "${name}", text = "${text}")`)
  const names = list(
    Object.entries(OBJECTS),
    ([name, one]) => `(name = "${name}", durableObjectNamespace = "${one}")`,
  )
  const classes = list(
    Object.values(OBJECTS),
    (one) => `(className = "${one}", uniqueKey = "${one}", enableSql = true)`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["private"])),
    (name = "disk", disk = (path = "objects", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01",
  bindings = ${texts.slice(0, -1)}, ${names.slice(1)},
  durableObjectNamespaces = ${classes},
  durableObjectStorage = (localDisk = "disk"),
);
`
}

/** That of wrangler, whose own dependency it is. */
function binary(): string {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  return fromWrangler('workerd').default
}

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

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('workerd did not start')
}

/**
 * The Worker in workerd itself, its objects on disk. `wrangler dev` puts a process before it that takes four more file
 * descriptors for each socket, and 5,000 sockets are then more than many a machine allows.
 */
export async function startWorkerd(
  variables: Record<string, string>,
): Promise<{ url: string; close(): Promise<void> }> {
  await mkdir(HOME, { recursive: true })
  const home = await mkdtemp(join(HOME, 'bench-'))
  await mkdir(join(home, 'objects'))
  await bundleTo(join(home, 'worker.js'))
  const port = await freePort()
  await writeFile(join(home, 'config.capnp'), configOf(port, variables))
  const child = spawn(binary(), ['serve', 'config.capnp'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(home, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  await answers(url).catch(async (error) => {
    await close()
    throw error
  })
  return { url, close }
}
