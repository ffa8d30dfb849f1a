import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, it } from 'vitest'
import { Mapping } from '../../db/import/mapping.ts'
import { read, tempDir, told } from './fixture.ts'

const mappingOf = (type: 'ndjson' | 'parquet') =>
  Mapping.parse({
    schema: 1,
    dataset: 'records',
    source: 'made up for tests',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    asOf: { day: '2026-06-30' },
    format: { type },
    files: [
      {
        id: 'customer',
        file: `customer.${type}`,
        rows: 'customers',
        customer: 'number',
        facts: {
          age: { column: 'age', convert: 'int' },
          deposit_balance: { column: 'balance', convert: 'money' },
          marketing_consent: { column: 'consent', convert: 'bool' },
          risk_assessed_on: { column: 'assessed', convert: 'date-iso' },
        },
        identifiers: [{ kind: 'phone', number: 'phone', role: 'owner' }],
      },
    ],
  })

const facts = [
  { age: 40, deposit_balance: 1250, marketing_consent: true, risk_assessed_on: '2026-05-18' },
  { age: 71, deposit_balance: 0, marketing_consent: false, risk_assessed_on: '2025-01-02' },
]

it('reads NDJSON by the names of members; what a line lacks is unknown', async () => {
  const dir = await tempDir()
  const lines = [
    '{"number":"7001","age":40,"balance":12.5,"consent":true,"assessed":"2026-05-18","phone":"138 0013 8000"}',
    '{"number":"7002","age":71,"balance":"0","consent":false,"assessed":"2025-01-02"}',
    '{"number":"7003","age":null,"more":{}}',
    '{"number":"7004","age":"forty"}',
    '["7005"]',
    '{"number":"7006","ag',
  ]
  await writeFile(join(dir, 'customer.ndjson'), lines.join('\n'))
  const { base, summaries, refusals } = await read(dir, mappingOf('ndjson'))
  expect([...base.customers.values()].map((one) => one.facts)).toEqual([...facts, {}])
  expect(base.identifiers).toEqual([
    { kind: 'phone', number: '138 0013 8000', customer: '7001', role: 'owner', certain: true },
  ])
  expect(summaries).toEqual([{ file: 'customer.ndjson', rowsIn: 6, taken: 3, refused: 3 }])
  expect(told(refusals)).toEqual([
    'customer.ndjson:4 bad-value age',
    'customer.ndjson:5 not-an-object',
    'customer.ndjson:6 cut',
  ])
})

const parquet = (without?: string) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'number', data: ['7001', '7002'] },
        { name: 'age', data: [40, 71], type: 'INT32' as const },
        { name: 'balance', data: [12.5, 0], type: 'DOUBLE' as const },
        { name: 'consent', data: [true, false] },
        {
          name: 'assessed',
          data: [new Date('2026-05-18'), new Date('2025-01-02')],
          type: 'TIMESTAMP' as const,
        },
        { name: 'phone', data: ['13800138000', '13800138001'] },
      ].filter(({ name }) => name !== without),
    }),
  )

it('reads Parquet by the names of columns', async () => {
  const dir = await tempDir()
  await writeFile(join(dir, 'customer.parquet'), parquet())
  const { base, summaries, refusals } = await read(dir, mappingOf('parquet'))
  expect([...base.customers.values()].map((one) => one.facts)).toEqual(facts)
  expect(base.identifiers.length).toBe(2)
  expect(summaries).toEqual([{ file: 'customer.parquet', rowsIn: 2, taken: 2, refused: 0 }])
  expect(refusals).toEqual([])
})

it.each([
  ['number', ['customer.parquet:1 missing-key-column number (2)'], 0],
  ['age', ['customer.parquet:1 missing-column age (0)'], 2],
])('tells a column that a Parquet file lacks: %s', async (column, reports, taken) => {
  const dir = await tempDir()
  await writeFile(join(dir, 'customer.parquet'), parquet(column))
  const { summaries, refusals } = await read(dir, mappingOf('parquet'))
  expect(told(refusals)).toEqual(reports)
  expect(summaries).toMatchObject([{ rowsIn: 2, taken }])
})

it('tells a Parquet file that is cut', async () => {
  const dir = await tempDir()
  await writeFile(join(dir, 'customer.parquet'), parquet().subarray(0, 300))
  const { summaries, refusals } = await read(dir, mappingOf('parquet'))
  expect(told(refusals)).toEqual(['customer.parquet:1 bad-parquet (0)'])
  expect(summaries).toMatchObject([{ taken: 0 }])
})
