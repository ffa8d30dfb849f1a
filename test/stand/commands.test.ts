import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ROOT } from './paths.ts'

interface Run {
  code: number
  out: string
  err: string
}

/** A command as `npm run` starts it, once packages are there. */
function run(script: string, ...args: string[]): Promise<Run> {
  const env = { ...process.env, LC_ALL: 'C' }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, script), ...args], { env, cwd: ROOT }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

const bootstrap = await readFile(join(ROOT, 'test/stand/bootstrap.mjs'), 'utf8')
const scripts = [...bootstrap.matchAll(/'((?:test|db|rollout)\/[^']+\.ts)'/g)].map(
  ([, script = '']) => script,
)

it('knows every command', () => expect(scripts).toHaveLength(28))

it.each(scripts)('%s --help prints its usage and ends well', async (script) => {
  const { code, out, err } = await run(script, '--help')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^npm (run \S+|start|test)\b/)
})

const dir = await mkdtemp(join(tmpdir(), 'fineline-test-'))
afterAll(() => rm(dir, { recursive: true }))
const cut = join(dir, 'cut.json')
await writeFile(cut, '{\n  "schema": 1,')
const [start, load, customers, rollout] = [
  'test/stand/start.ts',
  'db/import/cli.ts',
  'db/sample/customers-cli.ts',
  'rollout/cli.ts',
]

it.each<[string, string[], number, string]>([
  [start, ['--nonsense'], 2, "Unknown option '--nonsense'"],
  [start, ['--data'], 2, "Option '--data <value>' argument missing"],
  [start, ['--edge-port', 'abc'], 2, '--edge-port is a whole number from 1 to 65535, not "abc"'],
  [start, ['--crm', 'http://127.0.0.1/'], 2, '--crm URL and --adapter FILE go together'],
  [start, ['--crm', 'crm.example:80', '--adapter', cut], 2, '--crm crm.example:80 is no address'],
  [start, ['--data', '/nonexistent'], 1, 'There is no /nonexistent.'],
  [start, ['--data', dir, '--mapping', cut], 1, `${cut}, line 2, column 15: `],
  [start, ['--crm', 'http://127.0.0.1/', '--adapter', cut], 1, `${cut}, line 2, column 15`],
  [load, ['extra'], 2, "Unexpected argument 'extra'"],
  [load, ['--data', '/nope'], 1, 'There is no /nope.'],
  [load, ['--data', cut], 1, `${cut} is a file, not a folder.`],
  [load, ['--data', dir, '--mapping', '/nope.json'], 1, 'There is no /nope.json.'],
  [load, ['--data', dir, '--mapping', cut], 1, `${cut}, line 2, column 15: `],
  [customers, ['--numbers', '/nope'], 1, 'There is no /nope.'],
  [customers, ['--numbers', dir], 1, `${dir} is a folder, not a file.`],
  [rollout, [], 2, 'Name the config with --config.'],
  [rollout, ['--config', '/nope.json'], 1, 'There is no /nope.json.'],
  [rollout, ['--config', cut], 1, `${cut}, line 2, column 15`],
  [
    'test/bench/page.ts',
    ['--crm', 'http://127.0.0.1/'],
    2,
    '--crm, --adapter, --numbers and --open go together',
  ],
])('%s %j ends with %i and a sentence, no stack', async (script, args, code, sentence) => {
  const result = await run(script, ...args)
  expect(result.err).toContain(`✗ ${sentence}`)
  expect(result.err).not.toMatch(/^ +at /m)
  expect(result.code).toBe(code)
  expect(result.err.includes('npm ')).toBe(code === 2)
})
