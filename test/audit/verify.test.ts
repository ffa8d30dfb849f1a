import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { Chains } from '../../db/audit/chains.ts'
import { verifyFile } from '../../db/audit/read-file.ts'
import { textOfLook } from '../../worker/services/audit/texts.ts'
import { type Places, writeExport } from './export-file.ts'
import { drawFlip, flip, names } from './flip.ts'

const root = join(import.meta.dirname, '../..')
const dir = await mkdtemp(join(tmpdir(), 'fineline-audit-'))
afterAll(() => rm(dir, { recursive: true }))
const file = join(dir, 'export.ndjson')
const places: Places = writeExport(file, { records: 310, entries: 40, lines: 9 })
const text = await readFile(file, 'utf8')

const verify = async (path: string) => (await verifyFile(path, new Chains())).fault

async function verifyText(change: (lines: string[]) => string[]) {
  const path = join(dir, 'changed.ndjson')
  await writeFile(path, change(text.split('\n')).join('\n'))
  return verify(path)
}

describe('an export', () => {
  it('as it was written has nothing wrong', async () => {
    const { fault, verified } = await verifyFile(file, new Chains())
    expect(fault).toBeNull()
    expect(verified.entries + verified.access).toBeGreaterThanOrEqual(300)
    expect(verified).toMatchObject({ anchors: 1, dropped: 0 })
    expect(verified.unsealed).toBeLessThan(9)
  })

  it.each(['entry', 'access', 'segment', 'access-segment'] as const)(
    'with any one bit of any %s turned over names that record',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(
          fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
          async (draws) => {
            const turned = drawFlip(file, places, kind, () => draws.next().value as number)
            flip(file, turned)
            const fault = await verify(file)
            flip(file, turned)
            expect([turned, fault, names(fault, turned)]).toEqual([turned, fault, true])
          },
        ),
        { numRuns: 250 },
      )
    },
  )

  it.each<[string, (lines: string[]) => string[], object]>([
    ['a missing entry', (lines) => without(lines, '"sequence":7,'), { in: 'entry', at: 7, fault: 'order' }],
    ['a missing access line', (lines) => without(lines, '"access","sequence":4,'), { in: 'access', at: 4 }],
    ['a missing segment', (lines) => without(lines, '"type":"segment","id":2,'), { in: 'segment', at: 2 }],
    ['a cut end', (lines) => lines.slice(0, -9), { fault: 'unreadable' }],
    [
      'a record beyond the end',
      (lines) => [...lines.slice(0, -1), lines[0] ?? '', ''],
      { fault: 'unreadable' },
    ],
    ['an empty file', () => [], { fault: 'unreadable' }],
  ])('with %s says so', async (_, change, fault) => {
    expect(await verifyText(change)).toMatchObject(fault)
  })

  describe('whose list of access segments does not have the last ones', () => {
    const isLine = (line: string) => line.includes('"type":"access",')
    const isLast = (line: string) => /"type":"access-segment","id":(9|\d\d),/.test(line)
    const listed = (lines: string[], keep: (line: string) => boolean) => {
      const kept = lines.filter((line) => line && !line.includes('"type":"end"')).filter(keep)
      return [...kept, JSON.stringify({ type: 'end', lines: kept.length }), '']
    }

    it('is as it was written while their lines are there: they were sealed while it was fetched', async () => {
      expect(await verifyText((lines) => listed(lines, (line) => !isLast(line)))).toBeNull()
    })

    it('says so where their lines were cut with them, or all of the log was', async () => {
      const old = (line: string) =>
        !isLast(line) && !(isLine(line) && Number(/"sequence":(\d+)/.exec(line)?.[1]) > 72)
      expect(await verifyText((lines) => listed(lines, old))).toEqual({ in: 'access', at: 73, fault: 'cut' })
      const none = (line: string) => !isLine(line) && !line.includes('"type":"access-segment"')
      expect(await verifyText((lines) => listed(lines, none))).toEqual({ in: 'access', at: 1, fault: 'cut' })
    })

    it('says so where a line is another, whatever its own digest says', async () => {
      const change = (line: string) => {
        if (!line.includes('"type":"access","sequence":75,')) return line
        const { type, sequence, hash: _, ...look } = JSON.parse(line)
        const other = { ...look, agent: 'somebody-else' }
        return JSON.stringify({ type, sequence, ...other, hash: hash('sha256', textOfLook(other), 'hex') })
      }
      const fault = await verifyText((lines) => listed(lines.map(change), (line) => !isLast(line)))
      expect(fault).toMatchObject({ in: 'access', at: 73, until: 81, fault: 'hash' })
    })
  })

  const without = (lines: string[], part: string) => {
    const at = lines.findIndex((line) => line.includes(part))
    expect(at).toBeGreaterThanOrEqual(0)
    return lines.toSpliced(at, 1)
  }
})

describe('npm run audit -- verify', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { ...process.env, LC_ALL: 'C' }
      const verb = args[0] === 'export' ? [] : ['verify']
      execFile(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', join(root, 'db/audit/cli.ts'), ...verb, ...args],
        { env },
        (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
      )
    })

  it('says what was verified and what was not', async () => {
    const { code, out } = await run(file)
    expect(code).toBe(0)
    expect(out).toContain('are as they were written')
    expect(out).toContain('Not checked: which customers the records are about')
    expect(out).toContain('Not checked: no anchors kept elsewhere')
  })

  it('names the first broken link and ends with 1', async () => {
    const path = join(dir, 'broken.ndjson')
    await writeFile(path, text.replace('客户经理 40', '客户经理 41'))
    const { code, err } = await run(path)
    expect(code).toBe(1)
    expect(err).toMatch(/audit entry \d+ \(line \d+\) is not what was written/)
  })

  it('notices by anchors kept elsewhere that the chain was cut short', async () => {
    const lines = text.trimEnd().split('\n')
    const noted = lines.find((line) => line.includes('"type":"anchor"')) ?? ''
    const anchors = join(dir, 'siem.log')
    const { type: _, ...anchor } = JSON.parse(noted)
    const said = JSON.stringify({ work: 'audit anchor', anchor })
    // As a syslog line, and as a text inside the JSON of another system.
    for (const line of [`Nov 26 edge[1]: ${said}`, JSON.stringify({ logs: [{ message: [said] }] })]) {
      await writeFile(anchors, `${line}\n`)
      expect((await run(file, '--anchors', anchors)).out).toContain('anchors compared: 2')
    }
    // The last entry goes, and with it the anchor in the file: as who holds the database could do it.
    const at = lines.findLastIndex((line) => line.includes('"type":"entry"'))
    const kept = lines.filter((line, n) => n !== at && line !== noted).slice(0, -1)
    const cut = join(dir, 'cut.ndjson')
    await writeFile(cut, `${[...kept, JSON.stringify({ type: 'end', lines: kept.length })].join('\n')}\n`)
    expect((await run(cut)).code).toBe(0)
    const { code, err } = await run(cut, '--anchors', anchors)
    expect(code).toBe(1)
    expect(err).toContain('the chain was cut short before it')
  })

  it.each([
    [[], 'verify needs the file'],
    [['export', '--edge', 'edge', '--token-file', file, '--out', '/nope/x'], 'edge is no address.'],
    [
      ['export', '--edge', 'http://127.0.0.1:9', '--token-file', file, '--out', '/nope/x'],
      '/nope/x cannot be written',
    ],
    [['/nope'], 'There is no file /nope.'],
    [['--database', `PLAYBOOK=${import.meta.filename}`], 'is not the SQLite file of an edge'],
  ])('refuses %j', async (args, why) => {
    const { code, err } = await run(...args)
    expect(code).toBeGreaterThan(0)
    expect(err).toContain(why)
  })
})
