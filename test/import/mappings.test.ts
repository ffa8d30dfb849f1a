import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../db/import/catalogue.ts'
import { checkMapping } from '../../db/import/check-mapping.ts'
import { CONVERSION_NAMES } from '../../db/import/convert.ts'
import { findMapping, readMapping } from '../../db/import/find-mapping.ts'
import { Mapping } from '../../db/import/mapping.ts'
import { read, told, writeFiles } from './fixture.ts'
import { mapping as probe } from './made-up-bank.ts'

const catalogue = await readCatalogue()
const shipped = join(import.meta.dirname, '../../db/mappings')
const names = (await readdir(shipped)).map((name) => name.replace('.json', ''))
const load = (name: string) => readMapping(join(shipped, `${name}.json`))

describe.each(names)('mapping %s', (name) => {
  it('is right, and gives only codes that the catalogue has words for', async () => {
    const mapping = await load(name)
    expect(mapping.dataset).toBe(name)
    const words = new Map(catalogue.map(({ name, values }) => [name, values && Object.keys(values)]))
    const facts = mapping.files.flatMap((file) => ('facts' in file ? Object.entries(file.facts) : []))
    for (const [attribute, spec] of facts) {
      const codes = 'values' in spec ? Object.values(spec.values ?? {}) : []
      const known = words.get(attribute)
      for (const code of codes)
        if (known && typeof code === 'string') expect(known, attribute).toContain(code)
    }
  })
})

/** Made-up rows in the form of the PKDD'99 files. */
const czech = {
  'district.asc': ['A1;A2;A3', '1;"Okres";"middle Moravia"'],
  'client.asc': ['"client_id";"birth_number";"district_id"', '11;"605511";1', '12;"600511";1'],
  'disp.asc': ['"disp_id";"client_id";"account_id";"type"', '21;11;31;"OWNER"', '22;12;31;"DISPONENT"'],
  'account.asc': ['"account_id";"district_id";"frequency";"date"', '31;1;"POPLATEK MESICNE";950102'],
  'order.asc': [
    '"order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"',
    '41;31;"XX";"99";1.50;"SIPO"',
    '42;31;"XX";"99";2.00;" "',
  ],
  'loan.asc': [
    '"loan_id";"account_id";"date";"amount";"duration";"payments";"status"',
    '51;31;960203;1200;12;100.00;"D"',
  ],
  'card.asc': ['"card_id";"disp_id";"type";"issued"', '61;22;"gold";970304 00:00:00'],
  'trans-first-9.asc': [
    '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"',
    '71;31;970101;"PRIJEM";"VKLAD";5.00;5.00;"";;',
    '72;31;970102;"VYDAJ";"VYBER KARTOU";1.10;3.90;" ";;',
    '73;31;970102;"PRIJEM";"";0.10;4.00;"UROK";;',
  ],
}

it('reads files of the form of PKDD 99', async () => {
  const dir = await writeFiles(czech, { gz: ['trans-first-9.asc'] })
  const mapping = await findMapping(dir)
  const { base, events, refusals } = await read(dir, mapping)
  expect(told(refusals)).toEqual([])
  expect(mapping.dataset).toBe('berka')
  expect(base.customers.get('11')?.facts).toEqual({
    age: '1960-05-11',
    gender: 'female',
    region: 'middle Moravia',
    account_opened_on: '1995-01-02',
    standing_orders: 2,
    standing_order_total: 350,
    loan_amount: 120_000,
    loan_payment: 10_000,
    loan_status: 'D',
    in_default: true,
    deposit_balance: 400,
    transactions: 3,
    last_transaction_on: '1997-01-02',
  })
  expect(base.customers.get('12')?.facts).toMatchObject({ gender: 'male', card_type: 'gold' })
  expect(base.latestEvent).toBe('1997-03-04')
  expect(events.map(({ at, channel, kind, amount }) => `${at} ${channel} ${kind} ${amount}`)).toEqual([
    '1996-02-03 loans loan_granted 120000',
    '1997-03-04 cards card_issued null',
    '1997-01-01 counter credit 500',
    '1997-01-02 cards debit 110',
    '1997-01-02 core credit 10',
  ])
})

/** Made-up rows in the form of the UCI files. */
const calls = {
  'bank.csv': [
    '"age";"job";"marital";"education";"default";"balance";"housing";"loan";"contact";"day";"month";"duration";"campaign";"pdays";"previous";"poutcome";"y"',
    '41;"admin.";"single";"unknown";"no";-3;"yes";"no";"cellular";30;"dec";10;1;-1;0;"unknown";"no"',
    '62;"retired";"married";"primary";"no";20;"no";"no";"unknown";2;"jan";20;2;91;3;"failure";"yes"',
  ],
  'bank-additional.csv': [
    '"age";"job";"marital";"education";"default";"housing";"loan";"contact";"month";"day_of_week";"duration";"campaign";"pdays";"previous";"poutcome";"emp.var.rate";"cons.price.idx";"cons.conf.idx";"euribor3m";"nr.employed";"y"',
    '41;"admin.";"single";"unknown";"no";"yes";"no";"cellular";"dec";"mon";10;1;999;0;"nonexistent";-1.5;90.1;-40;4.1;5000.5;"no"',
  ],
}

it('reads files of the form of UCI Bank Marketing: customers by row number, the second file as history', async () => {
  const dir = await writeFiles(calls)
  const mapping = await findMapping(dir)
  const { base, events, refusals } = await read(dir, mapping)
  expect(told(refusals)).toEqual([])
  expect([...base.customers.keys()]).toEqual(['UCI1', 'UCI2'])
  expect(base.customers.get('UCI1')?.facts).toEqual({
    age: 41,
    job: 'admin.',
    marital: 'single',
    deposit_balance: -300,
    in_default: false,
    housing_loan: true,
    personal_loan: false,
    contacts_this_campaign: 1,
    previous_contacts: 0,
    last_contact_channel: 'cellular',
    last_contact_on: '2008-12-30',
  })
  expect(base.customers.get('UCI2')?.facts).toMatchObject({
    days_since_contact: 91,
    previous_outcome: 'failure',
    last_contact_channel: 'phone',
    last_contact_on: '2009-01-02',
  })
  expect(events.map(({ customer, at }) => [customer?.number, at])).toEqual([
    ['UCI1', '2008-12-30'],
    ['UCI2', '2009-01-02'],
    [undefined, '2008-12-01'],
  ])
})

it('a row number stays the row number where a row before is refused', async () => {
  const [header = '', ...rows] = calls['bank.csv']
  const dir = await writeFiles({ 'bank.csv': [header, 'x', ...rows] })
  const { base, refusals } = await read(dir, await load('bank-marketing'))
  expect(told(refusals)).toEqual(['bank.csv:2 too-few-columns'])
  expect([...base.customers.keys()]).toEqual(['UCI2', 'UCI3'])
})

it('no mapping fits foreign files', async () => {
  await expect(findMapping(await writeFiles({ 'x.csv': ['a'] }))).rejects.toMatchObject({
    code: 'no-mapping',
  })
})

describe('a mapping that cannot be used says why', () => {
  type Change = (mapping: ReturnType<typeof plain>) => void
  const plain = () => JSON.parse(JSON.stringify(probe))
  const cases: [string, string, Change][] = [
    [
      'unknown attribute',
      'no attribute "shoe_size"',
      ({ files }) => (files[1].facts.shoe_size = { column: 'born' }),
    ],
    [
      'type other than the catalogue says',
      'age is int',
      ({ files }) => (files[1].facts.age = { column: 'born' }),
    ],
    ['lookup that comes later', 'no earlier lookup', ({ files }) => files.reverse()],
    ['link that is not there', 'no earlier link', ({ files }) => (files[3].customer.link = 'nobody')],
    [
      'one column for a conversion of two',
      'reads 2',
      ({ files }) => (files[4].event.at = { column: 'day', convert: 'day-month', firstYear: 2026 }),
    ],
    [
      'century left open',
      'needs "centuryFrom"',
      ({ files }) => (files[4].event.at = { column: 'day', convert: 'date-yymmdd' }),
    ],
    [
      'channel that is none',
      'channel',
      ({ files }) =>
        (files[4].event.channel = { column: 'way', convert: 'listed', values: { 柜面: 'pigeon' } }),
    ],
    ['encoding that cannot be cut into lines', 'utf-16le', ({ format }) => (format.encoding = 'utf-16le')],
    ['two files of one id', 'given twice', ({ files }) => (files[3].id = 'entry')],
    [
      'no customers',
      'no file has rows of customers',
      (mapping) => (mapping.files = mapping.files.slice(0, 1)),
    ],
  ]
  it.each(cases)('%s', (_, says, change) => {
    const mapping = plain()
    change(mapping)
    expect(checkMapping(Mapping.parse(mapping), catalogue).join('\n')).toContain(says)
  })

  it('none of these is wrong with the one the tests use', () => {
    expect(checkMapping(probe, catalogue)).toEqual([])
  })

  it('a word that the language lacks is refused with its place', async () => {
    const dir = await writeFiles(
      { 'm.json': [JSON.stringify({ ...plain(), asof: 'now' })] },
      { encoding: 'utf-8' },
    )
    await expect(readMapping(join(dir, 'm.json'))).rejects.toMatchObject({
      code: 'bad-mapping',
      message: /asof/,
    })
    expect(await readFile(join(dir, 'm.json'), 'utf8')).toContain('asof')
  })
})

describe('docs/import.md', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/import.md'), 'utf8')

  it('shows a mapping that can be used', () => {
    const [, json = ''] = /```json\n([\s\S]+?)```/.exec(text) ?? []
    expect(checkMapping(Mapping.parse(JSON.parse(json)), catalogue)).toEqual([])
  })

  it.each(CONVERSION_NAMES)('tells of the conversion %s', (name) => {
    expect(text).toContain(`\`${name}\``)
  })
})
