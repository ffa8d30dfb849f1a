import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { read, told, type WriteOptions, writeFiles } from './fixture.ts'
import { extract, type Files, mapping } from './made-up-bank.ts'

const customers = 5
const whole = extract(customers)
const rows = Object.fromEntries(Object.entries(whole).map(([file, lines]) => [file, lines.length - 1]))

interface Damage {
  what: string
  change?: (files: Files) => void
  write?: WriteOptions
  /** What is told, in order. */
  told: string[]
  /** Rows refused by file; none elsewhere. */
  refused: Record<string, number>
}

/** Puts `text` in place of line `line` (the header is 1), or changes what stands there. */
const line = (file: string, line: number, text: string | ((before: string) => string)) => (files: Files) => {
  const lines = files[file] ?? []
  lines[line - 1] = typeof text === 'string' ? text : text(lines[line - 1] ?? '')
}
const bytesOf = (file: string, change: (whole: Buffer) => Buffer): WriteOptions => ({
  bytes: { [file]: change },
})
const entry = 'entry.csv'

const damages: Damage[] = [
  { what: 'nothing', told: [], refused: {} },
  {
    what: 'a row cut in the middle of the file',
    change: line(entry, 3, (row) => row.slice(0, 12)),
    told: ['entry.csv:3 too-few-columns'],
    refused: { [entry]: 1 },
  },
  {
    what: 'the file cut in the middle of its last row',
    write: bytesOf(entry, (all) => all.subarray(0, -12)),
    told: ['entry.csv:16 cut'],
    refused: { [entry]: 1 },
  },
  {
    what: 'the file cut within quotes',
    write: bytesOf('order.csv', (all) => all.subarray(0, -6)),
    told: ['order.csv:11 cut'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'the file cut in the middle of a character',
    write: bytesOf(entry, (all) =>
      all.subarray(0, all.lastIndexOf(Buffer.from(iconv.encode('备注', 'gbk'))) + 1),
    ),
    told: ['entry.csv:16 wrong-encoding'],
    refused: { [entry]: 1 },
  },
  {
    what: 'no line end after the last row',
    write: bytesOf('order.csv', (all) => all.subarray(0, -2)),
    told: ['order.csv:11 no-line-end (0)'],
    refused: {},
  },
  {
    what: 'a delimiter too many',
    change: line(entry, 4, (row) => `${row},`),
    told: ['entry.csv:4 too-many-columns'],
    refused: { [entry]: 1 },
  },
  {
    what: 'a quote left open',
    change: line('order.csv', 2, '70011,A7001,"100.50'),
    told: ['order.csv:2 unclosed-quote'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'text behind a closing quote',
    change: line('order.csv', 2, '70011,"A7001"x,100.50'),
    told: ['order.csv:2 bad-quote'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'a day that the calendar lacks',
    change: line(entry, 2, (row) => row.replace('2026-01-01', '2026-02-30')),
    told: ['entry.csv:2 bad-value day'],
    refused: { [entry]: 1 },
  },
  {
    what: 'an amount that is none',
    change: line('order.csv', 3, '70012,A7001,abc'),
    told: ['order.csv:3 bad-value amount'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'a value that is not listed, in a row others rest on',
    change: line('customer.csv', 2, (row) => row.replace('男', '甲')),
    told: ['customer.csv:2 bad-value sex'],
    refused: { 'customer.csv': 1 },
  },
  {
    what: 'a row of UTF-8 among GBK',
    write: bytesOf('branch.csv', (all) => Buffer.concat([all, Buffer.from('B3,南渡区\r\n')])),
    told: ['branch.csv:4 wrong-encoding'],
    refused: { 'branch.csv': 1 },
  },
  {
    what: 'a row of wrong bytes that others rest on',
    write: bytesOf('customer.csv', (all) =>
      replaceOnce(all, iconv.encode('男', 'gbk'), Buffer.from([0xff, 0x20])),
    ),
    told: ['customer.csv:2 wrong-encoding'],
    refused: { 'customer.csv': 1 },
  },
  {
    what: 'an attribute missing from header and rows',
    change: (files) => {
      files['order.csv'] = (files['order.csv'] ?? []).map((row) => row.split(',').slice(0, 2).join())
    },
    told: ['order.csv:1 missing-column amount (0)'],
    refused: {},
  },
  {
    what: 'an attribute renamed in the header',
    change: line('customer.csv', 1, 'number,birthday,sex,branch'),
    told: ['customer.csv:1 missing-column born (0)'],
    refused: {},
  },
  {
    what: 'a column missing from the header alone',
    change: line('order.csv', 1, 'id,account'),
    told: [
      'order.csv:1 missing-column amount (0)',
      ...Array.from({ length: 10 }, (_, i) => `order.csv:${i + 2} too-many-columns`),
    ],
    refused: { 'order.csv': 10 },
  },
  {
    what: 'a key column missing',
    change: line('order.csv', 1, 'nr,account,amount'),
    told: ['order.csv:1 missing-key-column id (10)'],
    refused: { 'order.csv': 10 },
  },
  {
    what: 'an empty key',
    change: line('order.csv', 2, ',A7001,100.50'),
    told: ['order.csv:2 empty-key id'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'a duplicated key',
    change: (files) => void files['order.csv']?.push('70011,A7005,9.99'),
    told: ['order.csv:12 duplicate id'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'a duplicated customer, spelled in another way',
    change: (files) => void files['customer.csv']?.push('70-01,1999-01-01,女,B2'),
    told: ['customer.csv:7 duplicate number'],
    refused: { 'customer.csv': 1 },
  },
  {
    what: 'a second owner of an account',
    change: (files) => void files['holder.csv']?.push('A7001,7002,户主,李'),
    told: ['holder.csv:12 duplicate account'],
    refused: { 'holder.csv': 1 },
  },
  {
    what: 'an unknown account',
    change: line('order.csv', 2, '70011,A9999,100.50'),
    told: ['order.csv:2 unknown-link account'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'an unknown customer',
    change: (files) => void files['holder.csv']?.push('A9999,9999,户主,李'),
    told: ['holder.csv:12 unknown-customer number'],
    refused: { 'holder.csv': 1 },
  },
  {
    what: 'a link row that others rest on',
    change: line('holder.csv', 2, 'A7001,7001'),
    told: [
      'holder.csv:2 too-few-columns',
      ...['order.csv:2', 'order.csv:3', 'entry.csv:2', 'entry.csv:3', 'entry.csv:4'].map(
        (place) => `${place} refused-link account`,
      ),
    ],
    refused: { 'holder.csv': 1, 'order.csv': 2, [entry]: 3 },
  },
  {
    what: 'a link row damaged elsewhere, that others rest on',
    write: bytesOf('holder.csv', (all) =>
      replaceOnce(all, iconv.encode('李', 'gbk'), Buffer.from([0xff, 0x20])),
    ),
    told: ['holder.csv:2 wrong-encoding'],
    refused: { 'holder.csv': 1 },
  },
  {
    what: 'a row cut behind the number that others rest on',
    change: line('customer.csv', 2, '7001,"19'),
    told: ['customer.csv:2 unclosed-quote'],
    refused: { 'customer.csv': 1 },
  },
  {
    what: 'the file cut within its last value',
    write: bytesOf('order.csv', (all) => Buffer.concat([all.subarray(0, -12), Buffer.from('1.')])),
    told: ['order.csv:11 cut amount'],
    refused: { 'order.csv': 1 },
  },
  {
    what: 'a code that the lookup lacks',
    change: line('customer.csv', 2, (row) => row.replace('B1', 'B9')),
    told: ['customer.csv:2 unknown-lookup branch (0)'],
    refused: {},
  },
  {
    what: 'a lookup row that customers rest on',
    write: bytesOf('branch.csv', (all) =>
      replaceOnce(all, iconv.encode('临溪区', 'gbk'), Buffer.from([0xff, 0xff, 0x20])),
    ),
    told: ['branch.csv:2 wrong-encoding'],
    refused: { 'branch.csv': 1 },
  },
  {
    what: 'a file of UTF-16',
    write: bytesOf('order.csv', (all) =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(iconv.decode(all, 'gbk'), 'utf-16le')]),
    ),
    told: ['order.csv:1 utf-16 (11)'],
    refused: { 'order.csv': 11 },
  },
  {
    what: 'a file of UTF-8 with its mark where GBK was said',
    write: bytesOf('holder.csv', (all) => Buffer.from(`\uFEFF${iconv.decode(all, 'gbk')}`)),
    told: ['holder.csv:1 utf-8-mark (0)'],
    refused: {},
  },
  {
    what: 'a line without end',
    change: line(entry, 5, (row) => row + 'x'.repeat(1 << 20)),
    told: ['entry.csv:5 too-long'],
    refused: { [entry]: 1 },
  },
  {
    what: 'blank lines',
    change: (files) => void files['order.csv']?.splice(3, 0, '', ''),
    told: [],
    refused: {},
  },
]

function replaceOnce(all: Buffer, what: Buffer, by: Buffer): Buffer {
  const at = all.indexOf(what)
  return Buffer.concat([all.subarray(0, at), by, all.subarray(at + what.length)])
}

describe('one damage, and every other row is taken', () => {
  it.each(damages)('$what', async ({ change, write, told: reports, refused }) => {
    const files = structuredClone(whole)
    change?.(files)
    const result = await read(await writeFiles(files, write))
    expect(told(result.refusals)).toEqual(reports)
    for (const { file, rowsIn, taken, refused: left } of result.summaries) {
      expect(rowsIn, file).toBe(taken + left)
      expect(left, file).toBe(refused[file] ?? 0)
      expect(rowsIn, file).toBeGreaterThanOrEqual(rows[file] ?? 0)
    }
    expect(result.base.customers.size).toBe(customers)
  })
})

describe('what a refused row leaves behind', () => {
  it('a customer whose row was refused still has what other files know of him', async () => {
    const files = structuredClone(whole)
    line('customer.csv', 2, (row) => row.replace('男', '甲'))(files)
    const { base } = await read(await writeFiles(files))
    const { facts } = base.customers.get('7001') ?? {}
    expect(facts).toEqual({
      standing_orders: 2,
      standing_order_total: 110_075,
      deposit_balance: 52,
      transactions: 3,
      last_transaction_on: '2026-03-01',
    })
  })

  it('the first of two rows with one key stands, and is named', async () => {
    const files = structuredClone(whole)
    files['order.csv']?.push('70011,A7005,9.99')
    const { base, refusals } = await read(await writeFiles(files))
    expect(base.customers.get('7005')?.facts.standing_orders).toBe(2)
    expect(refusals[0]?.problem.args).toMatchObject({ firstFile: 'order.csv', firstLine: 2 })
  })

  it('a refused row does not hold its key', async () => {
    const files = structuredClone(whole)
    line('order.csv', 2, '70011,A7001,abc')(files)
    files['order.csv']?.push('70011,A7001,9.99')
    const { refusals } = await read(await writeFiles(files))
    expect(told(refusals)).toEqual(['order.csv:2 bad-value amount'])
  })

  it('a key is told twice across the parts of one table', async () => {
    const files = structuredClone(whole)
    const [header, ...entries] = files[entry] ?? []
    delete files[entry]
    files['entry-1.csv'] = [header ?? '', ...entries.slice(0, 8)]
    files['entry-2.csv'] = [header ?? '', ...entries.slice(7)]
    const { refusals, summaries, events } = await read(await writeFiles(files))
    expect(told(refusals)).toEqual(['entry-2.csv:2 duplicate id'])
    expect(refusals[0]?.problem.args).toMatchObject({ firstFile: 'entry-1.csv', firstLine: 9 })
    expect(summaries.slice(-2).map(({ rowsIn }) => rowsIn)).toEqual([8, 8])
    expect(events).toHaveLength(15)
  })
})

describe('compressed files', () => {
  const many = extract(3000)
  it('read like plain ones', async () => {
    const plain = await read(await writeFiles(whole))
    const packed = await read(await writeFiles(whole, { gz: Object.keys(whole) }))
    expect(packed.base).toEqual(plain.base)
    expect(packed.refusals).toEqual([])
  })

  it.each(['cut', 'broken'])('keep the rows before the place where they are %s', async (how) => {
    const dir = await writeFiles(many, { gz: [entry] })
    const path = `${dir}/${entry}.gz`
    const { length } = await readFile(path)
    if (how === 'cut') await truncate(path, Math.floor(length / 2))
    else await writeFile(path, (await readFile(path)).fill(0x5a, length / 2, length / 2 + 40))
    const { summaries, refusals } = await read(dir)
    const { rowsIn = 0, taken = 0, refused = 0 } = summaries.at(-1) ?? {}
    expect(rowsIn).toBe(taken + refused)
    expect(taken).toBeGreaterThan(3000)
    expect(taken).toBeLessThan(9000)
    expect(told(refusals).at(-1)).toBe(`${entry}.gz:${rowsIn + 1} archive-cut (0)`)
    expect(summaries.slice(0, -1).every((file) => file.refused === 0)).toBe(true)
  })

  it('give way to the same file uncompressed', async () => {
    const dir = await writeFiles(whole)
    await copyFile(`${dir}/${entry}`, `${dir}/${entry}.gz`)
    const { summaries } = await read(dir)
    expect(summaries.map(({ file }) => file)).not.toContain(`${entry}.gz`)
  })
})

it('a whole file in another encoding is told apart from single rows, and which one is likely', async () => {
  const utf8 = { ...mapping, format: { ...mapping.format, encoding: 'utf-8' } }
  const { refusals, summaries } = await read(await writeFiles(whole), utf8)
  expect(summaries.find(({ file }) => file === 'order.csv')?.refused).toBe(10)
  expect(
    refusals.every(({ problem }) => problem.code !== 'wrong-encoding' || problem.args.likely === 'gb18030'),
  ).toBe(true)
  expect(told(refusals)).toContain('customer.csv:2 wrong-encoding')
})
