import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Trouble } from '../../db/trouble.ts'
import { bundleScripts } from './bundle.ts'
import { ROOT } from './root.ts'

/** Where a build lies. */
export const BUILT = join(ROOT, 'build/chrome-mv3-prod')
/** Digest of the sources of the last build. */
const MARKER = join(ROOT, 'build/.sources')
const SOURCES = [
  'extension/**/*.{ts,tsx,css}',
  'rollout/build/*.ts',
  'worker/{contract,decision}/**/*.ts',
  'locales/**/*.json',
  'assets/*',
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

/** Builds the extension unless the last build was of the same sources; `afresh` builds in any case, caches thrown away. */
export async function buildExtension({ afresh = false } = {}): Promise<void> {
  const digest = await digestOfSources()
  if (!afresh && existsSync(MARKER) && (await readFile(MARKER, 'utf8')) === digest) return
  await rm(BUILT, { recursive: true, force: true })
  if (afresh) await rm(join(ROOT, '.plasmo'), { recursive: true, force: true })
  await plasmo()
  await bundleScripts(BUILT)
  await writeFile(MARKER, digest)
}

/** Digest of the sources that the build was made of, in hex. */
export const builtDigest = (): Promise<string> => readFile(MARKER, 'utf8')
