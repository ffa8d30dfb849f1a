import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Trouble } from '../../db/trouble.ts'
import { bundleScripts } from './bundle.ts'
import { PUBLIC_KEY } from './extension-id.ts'
import { ROOT } from './paths.ts'

const BUILT = join(ROOT, 'build/chrome-mv3-prod')
/** Digest of the sources of the last build. */
const MARKER = join(ROOT, 'build/.sources')
const PAGE_WORLD = 'page-world.js'
const SOURCES = [
  'extension/**/*.{ts,tsx,css}',
  'test/stand/bundle.ts',
  'worker/{contract,decision}/**/*.ts',
  'package*.json',
  'managed_schema.json',
]

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const files = (await Array.fromAsync(glob(SOURCES, { cwd: ROOT }))).toSorted()
  for (const file of files) hash.update(file).update(await readFile(join(ROOT, file)))
  return hash.digest('hex')
}

function plasmo(): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = join(ROOT, 'node_modules/plasmo/bin/index.mjs')
    const args = [program, 'build', '--src-path=extension', '--build-path=build']
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Trouble(`plasmo build failed:\n${said}`)),
    )
  })
}

/** Builds the extension unless the last build was of the same sources. */
export async function buildExtension(): Promise<void> {
  const digest = await digestOfSources()
  if (existsSync(MARKER) && (await readFile(MARKER, 'utf8')) === digest) return
  await rm(BUILT, { recursive: true, force: true })
  await plasmo()
  await bundleScripts(BUILT)
  await writeFile(MARKER, digest)
}

interface Manifest {
  version: string
  content_scripts: {
    matches: string[]
    js?: string[]
    world?: 'MAIN'
    all_frames?: boolean
    run_at?: string
    match_origin_as_fallback?: boolean
  }[]
  host_permissions?: string[]
  web_accessible_resources?: unknown
  key?: string
}

/** Not in the bundler's manifest, which knows of no worlds. */
const pageWorld = {
  matches: [],
  js: [PAGE_WORLD],
  world: 'MAIN' as const,
  all_frames: true,
  run_at: 'document_start',
}

const wholeOrigin = (url: string): string => `${new URL(url).origin}/*`

/**
 * The pattern of a page named as an address or, in an adapter, as a match pattern. Scripts that also run in frames
 * without an address are declared for whole hosts, or the browser refuses the extension; the background goes by the path.
 */
const wholeHost = (page: string): string =>
  page.includes('*') ? page.replace(/^([^:]+:\/\/[^/]+\/).*/, '$1*') : wholeOrigin(page)

/** Writes the bank's own hosts into a built manifest: the pages to lie over and the servers to speak to, nothing else. */
export function stampManifest(manifest: Manifest, pages: string[], servers: string[]): Manifest {
  const matches = [...new Set(pages.map(wholeHost))]
  // Nothing of ours may be fetched by a page; the bundler lists files that are inlined anyway.
  const { web_accessible_resources: _, ...rest } = manifest
  return {
    ...rest,
    key: PUBLIC_KEY,
    host_permissions: [...new Set([...matches, ...servers.map(wholeOrigin)])],
    content_scripts: [...manifest.content_scripts, pageWorld].map((script) => ({
      ...script,
      matches,
      // Frames without an address of their own (about:blank, srcdoc) belong to the page that made them.
      match_origin_as_fallback: true,
    })),
  }
}

/**
 * The version with a fourth part that tells builds apart: a profile keeps the service worker of a version it knows,
 * and would run yesterday's background under today's pages.
 */
export function buildVersion(version: string, digest: string): string {
  return `${version}.${Number.parseInt(digest.slice(0, 4), 16)}`
}

/** A copy of the built extension for these pages and servers, with a local policy beside it. Returns its folder. */
export async function stampExtension(
  folder: string,
  hosts: { pages: string[]; servers: string[] },
  policy: Record<string, unknown>,
): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await cp(BUILT, folder, { recursive: true })
  const file = join(folder, 'manifest.json')
  const digest = await readFile(MARKER, 'utf8')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest
  await writeFile(
    file,
    JSON.stringify(
      {
        ...stampManifest(manifest, hosts.pages, hosts.servers),
        version: buildVersion(manifest.version, digest),
      },
      null,
      2,
    ),
  )
  await writeFile(join(folder, 'policy.local.json'), JSON.stringify(policy), { mode: 0o600 })
  return folder
}
