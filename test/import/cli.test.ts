import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir, writeFiles } from './fixture.ts'
import { extract, mapping } from './made-up-bank.ts'

const root = join(import.meta.dirname, '../..')

interface Run {
  code: number
  out: string
  err: string
}

function run(script: string, args: string[], lang = 'C'): Promise<Run> {
  const env = { ...process.env, LC_ALL: lang }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, script), ...args], { env, cwd: root }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

async function mappingFile(): Promise<string> {
  const path = join(await tempDir(), 'mapping.json')
  await writeFile(path, JSON.stringify(mapping))
  return path
}

/** Loads these files of the made-up bank into a base of its own. */
async function importArgs(files: Record<string, string[]>): Promise<string[]> {
  const [data, home] = [await writeFiles(files), await tempDir()]
  return ['--data', data, '--mapping', await mappingFile(), '--home', home]
}

describe('npm run import', () => {
  it('loads, prints the table and keeps the report, which holds no value', async () => {
    const files = extract(4)
    files['order.csv']?.push('70011,A7001,77.77', 'canary,A7001,hearsay')
    const [data, home] = [await writeFiles(files), await tempDir()]
    const args = ['--data', data, '--mapping', await mappingFile(), '--home', home]
    const first = await run('db/import/cli.ts', args)
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain('order.csv          10      8        2')
    expect(first.out).toContain('sum                36     34        2')
    expect(first.out).toContain('Rows refused: 2; all others were taken.')
    expect(first.out).toContain('probe: 4 customers and 12 events are loaded, as of 2026-03-04.')
    const path = join(home, 'imports/probe-refused.ndjson')
    const report = await readFile(path, 'utf8')
    const lines = report
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ line, column, code }) => [line, column, code])).toEqual([
      [10, 'id', 'duplicate'],
      [11, 'amount', 'bad-value'],
    ])
    expect(report).not.toMatch(/canary|hearsay|A7001|77\.77/)
    expect((await stat(join(home, 'policy.json'))).mode & 0o777).toBe(0o600)

    const second = await run('db/import/cli.ts', args, 'zh_CN.UTF-8')
    expect(second.code).toBe(0)
    expect(second.out).toContain(
      'probe：这份数据先前已载入（4 位客户、12 个事件，基准日 2026-03-04），没有改动。',
    )
    expect(await readFile(path, 'utf8')).toBe(report)
  }, 30_000)

  it.each([
    ['without a folder', [], 2, 'npm run import -- --data DIR'],
    ['for a folder that no mapping fits', ['--data', join(root, 'db')], 1, 'No mapping fits the files in'],
  ])('%s says what to do', async (_, args, code, says) => {
    const result = await run('db/import/cli.ts', args)
    expect(result.code).toBe(code)
    expect(result.err).toContain(says)
  })

  it('where nothing could be taken, ends with the table and an error', async () => {
    const files = extract(2)
    files['customer.csv']?.splice(0, 1, 'nr,born,sex,branch')
    const args = await importArgs(files)
    const { code, err } = await run('db/import/cli.ts', args)
    expect(code).toBe(1)
    expect(err).toContain('customer.csv        2      0        2')
    expect(err).toContain('No customer could be taken')
  }, 30_000)
})

it('npm run import does not go live with a broken file unless told to', async () => {
  const files = { ...extract(4), 'order.csv': ['id,account,amount'] }
  const args = await importArgs(files)
  const { code, err } = await run('db/import/cli.ts', args)
  expect(code).toBe(1)
  expect(err).toContain('order.csv           0      0        0')
  expect(err).toContain('order.csv: no row was taken, or more than 20 % were refused')
  expect(await run('db/import/cli.ts', [...args, '--accept'])).toMatchObject({ code: 0, err: '' })
}, 30_000)

describe('npm run customers', () => {
  it('loads the good lines and tells of the others', async () => {
    const [dir, home] = [await tempDir(), await tempDir()]
    const path = join(dir, 'numbers.csv')
    await writeFile(path, 'number,name\n600212345678,x\n600212345678,y\n600212345679,z\n')
    const { code, out, err } = await run('db/sample/customers-cli.ts', ['--numbers', path, '--home', home])
    expect(code).toBe(0)
    expect(err).toBe(`${path} line 3: the same number as on line 2.\n`)
    expect(out).toBe(
      'Made up facts for 2 customer numbers; lines that could not be read: 1. The database holds their keys, not the numbers.\n',
    )
    await writeFile(path, '600212345670\n')
    const next = await run('db/sample/customers-cli.ts', ['--numbers', path, '--home', home])
    expect(next.out).toContain('They take the place of the 2 loaded by this command before')
  }, 30_000)

  it('changes nothing where there is no number', async () => {
    const path = join(await tempDir(), 'numbers.txt')
    await writeFile(path, '# none\nnumber\n')
    const { code, err } = await run('db/sample/customers-cli.ts', ['--numbers', path])
    expect(code).toBe(1)
    expect(err).toContain('nothing was changed')
  })
})
