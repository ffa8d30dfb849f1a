import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../db/import/lines.ts'
import { type ReadResult, read, writeFiles } from './fixture.ts'
import { extract } from './made-up-bank.ts'

const whole = extract(12)
const names = Object.keys(whole)
const LF = 0x0a

/** Overwrites, takes out or puts in bytes at a place given as a share of the file. */
const wound = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  drop: fc.integer({ min: 0, max: 6 }),
  put: fc.uint8Array({ maxLength: 4 }),
})
type Wound = { at: number; drop: number; put: Uint8Array }

function apply(bytes: Buffer, { at, drop, put }: Wound, from = 0): Buffer {
  const place = from + Math.floor(at * (bytes.length - from))
  return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + drop)])
}

/** What holds whatever happens to the files. */
function expectSums({ summaries, refusals }: ReadResult): void {
  for (const { file, rowsIn, taken, refused } of summaries) {
    const told = refusals.filter((one) => one.file === file)
    expect(rowsIn).toBe(taken + refused)
    expect(told.reduce((sum, { rows }) => sum + rows, 0)).toBe(refused)
  }
}

describe('random damage', () => {
  it('anywhere: sums agree, every refused row is told, nothing throws', async () => {
    const plan = fc.record({
      file: fc.constantFrom(...names),
      wounds: fc.array(wound, { minLength: 1, maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ file, wounds }) => {
        const bytes = { [file]: (all: Buffer) => wounds.reduce((before, one) => apply(before, one), all) }
        expectSums(await read(await writeFiles(whole, { bytes })))
      }),
      { numRuns: 150 },
    )
  })

  it('below a header that nothing rests on: only the rows it touches are lost', async () => {
    const file = 'entry.csv'
    const untouched = await read(await writeFiles(whole))
    await fc.assert(
      fc.asyncProperty(wound, async (one) => {
        let touched: [number, number] = [0, 0]
        const bytes = {
          [file]: (all: Buffer) => {
            const header = all.indexOf(LF) + 1
            const place = header + Math.floor(one.at * (all.length - header))
            const lineAt = (end: number) => all.subarray(0, end).filter((byte) => byte === LF).length + 1
            touched = [
              lineAt(place),
              lineAt(Math.min(all.length, place + one.drop)) + one.put.filter((byte) => byte === LF).length,
            ]
            return apply(all, one, header)
          },
        }
        const result = await read(await writeFiles(whole, { bytes }))
        expectSums(result)
        for (const { line, rows, problem } of result.refusals) {
          const told = problem.code === 'duplicate' ? Number(problem.args.firstLine) : line
          if (rows) expect(told).toBeGreaterThanOrEqual(touched[0])
          if (rows) expect(told).toBeLessThanOrEqual(touched[1])
        }
        const lost = touched[1] - touched[0] + 1
        expect(result.summaries.at(-1)?.taken).toBeGreaterThanOrEqual(36 - lost)
        expect(result.summaries.slice(0, -1)).toEqual(untouched.summaries.slice(0, -1))
      }),
      { numRuns: 150 },
    )
  })
})

describe('lines', () => {
  const read = async (chunks: Uint8Array[]) => {
    const lines = []
    const source = (async function* () {
      yield* chunks
    })()
    for await (const some of linesOf(source)) lines.push(...some)
    return lines.map(({ number, bytes, ended }) => [number, Buffer.from(bytes).toString('latin1'), ended])
  }

  it('are the same however the bytes arrive', async () => {
    const text = fc.array(fc.constantFrom('a', ';', '"', '\r\n', '\n', '汉', ''), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(60), { maxLength: 8 }), async (parts, cuts) => {
        const bytes = iconv.encode(parts.join(''), 'gbk')
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ]
        const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end))
        expect(await read(chunks)).toEqual(await read([bytes]))
      }),
    )
  })

  it('count from one and know whether they ended', async () => {
    expect(await read([Buffer.from('a\r\n\nb')])).toEqual([
      [1, 'a', true],
      [2, '', true],
      [3, 'b', false],
    ])
  })
})
