import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTree } from '../../rollout/pack/tree.ts'
import { HOME, ROOT } from '../stand/paths.ts'

const run = promisify(execFile)
/** Two builds from nothing, on a machine that may do other things too. */
const PATIENCE = 400_000

let below: string
let outside: string
beforeAll(async () => {
  await mkdir(HOME, { recursive: true })
  below = await mkdtemp(join(HOME, 'reproducible-'))
  outside = await mkdtemp(join(tmpdir(), 'fineline-test-'))
})
afterAll(async () => {
  for (const dir of [below, outside]) await rm(dir, { recursive: true, force: true })
})

/** A copy of the checkout as it stands, with packages of its own but nothing built. */
async function copyTo(dir: string): Promise<string> {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(dir, file)), { recursive: true })
    // A file that git knows may be gone.
    await cp(join(ROOT, file), join(dir, file)).catch(() => undefined)
  }
  // Hard links: a symbolic one would lead the bundler back to one place.
  await run('cp', ['-al', join(ROOT, 'node_modules'), join(dir, 'node_modules')])
  return dir
}

const configFile = () => join(outside, 'bank.config.json')

async function pack(dir: string, name: string, env: Record<string, string>): Promise<string> {
  const out = join(outside, name)
  const options = ['--config', configFile(), '--out', out, '--key', join(outside, 'key.pem')]
  await run(process.execPath, [join(dir, 'rollout/cli.ts'), ...options], {
    cwd: dir,
    env: { ...process.env, ...env },
  })
  return out
}

it(
  'two builds of the same sources, in folders of different names, give the same bytes',
  async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    const example = JSON.parse(await readFile(join(ROOT, 'rollout/bank.config.example.json'), 'utf8'))
    const ring = { version }
    await writeFile(
      configFile(),
      JSON.stringify({ ...example, rings: { pilot: ring, early: ring, all: ring } }),
    )
    const [here, there] = [join(below, 'a'), join(below, 'deeper', 'a-much-longer-name')]
    const first = await pack(await copyTo(here), 'first', { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' })
    const second = await pack(await copyTo(there), 'second', { TZ: 'America/New_York', LANG: 'C' })
    const [one, two] = [await readTree(first), await readTree(second)]
    expect([...one.keys()]).toEqual([...two.keys()])
    expect([...one.keys()].filter((path) => !one.get(path)?.equals(two.get(path) as Buffer))).toEqual([])
    for (const path of [`serve/fineline-${version}.crx`, `versions/${version}/fineline-${version}-store.zip`])
      expect(one.get(path)?.length).toBeGreaterThan(1_000_000)
    expect(one.has(`versions/${version}/sbom.cdx.json`)).toBe(true)
    const sums = String(one.get('SHA256SUMS')).trimEnd().split('\n')
    for (const [digest = '', path = ''] of sums.map((line) => line.split('  ')))
      expect([
        path,
        createHash('sha256')
          .update(one.get(path) as Buffer)
          .digest('hex'),
      ]).toEqual([path, digest])
    expect(sums.length).toBeGreaterThan(20)
  },
  PATIENCE,
)
