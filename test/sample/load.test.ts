import { beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from '../../db/import/catalogue.ts'
import { loadNumbers, loadSample } from '../../db/sample/load.ts'
import { readNumbers } from '../../db/sample/read-numbers.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { clear, dump, openTestD1, visible } from '../import/database.ts'
import { SECRET } from '../import/made-up-bank.ts'

const { db } = await openTestD1()
beforeEach(() => clear(db))

describe('the sample in the database', () => {
  it('is decided for now, under keys alone', async () => {
    const { customers, already } = await loadSample(db, SECRET, '2026-11-23', { count: 40 })
    expect(already).toBe(false)
    expect(customers).toHaveLength(40)
    const stored = await dump(db)
    expect(stored.dataset).toMatchObject([{ id: 'sample', as_of: null, currency: 'CNY' }])
    const key = await makeCustomerKey(await importSecret(SECRET), customers[3]?.number ?? '')
    const row = await db.prepare('SELECT facts, facts_as_of FROM customer WHERE key = ?1').bind(key).first()
    expect(JSON.parse(String(row?.facts))).toEqual(customers[3]?.facts)
    expect(row?.facts_as_of).toBe('2026-11-22T16:00:00.000Z')
    expect(JSON.stringify(stored)).not.toMatch(/6002\d{8}(?![0-9a-f])/)
  })

  it('says of each value whether the generator made it up', async () => {
    await loadSample(db, SECRET, '2026-11-23', { count: 20 })
    const { results } = await db.prepare('SELECT facts, lineage FROM customer').all<Record<string, string>>()
    for (const { facts = '', lineage = '' } of results) {
      const from = JSON.parse(lineage)
      for (const name of Object.keys(JSON.parse(facts))) {
        const { synthetic = false } = (await readCatalogue()).find((one) => one.name === name) ?? {}
        expect([name, from[name]?.source === 'generator']).toEqual([name, synthetic])
      }
    }
  })

  it('the same day changes nothing; the next day takes its place', async () => {
    await loadSample(db, SECRET, '2026-11-23', { count: 10 })
    const before = await dump(db)
    expect(await loadSample(db, SECRET, '2026-11-23', { count: 10 })).toMatchObject({ already: true })
    expect(await dump(db)).toEqual(before)
    await loadSample(db, SECRET, '2026-11-24', { count: 10 })
    expect((await dump(db)).customer).toHaveLength(10)
    expect(await visible(db, 'sample')).not.toEqual(before.customer)
  })
})

describe('numbers of somebody’s own', () => {
  it('take the place of earlier ones and leave the sample alone', async () => {
    await loadSample(db, SECRET, '2026-11-23', { count: 10 })
    const sample = await visible(db, 'sample')
    const first = await loadNumbers(db, SECRET, ['A1', 'A2', 'A3'], '2026-11-23')
    const { customers, replaced } = await loadNumbers(db, SECRET, ['A2'], '2026-11-23')
    expect([first.replaced, replaced]).toEqual([null, 3])
    expect((await loadNumbers(db, SECRET, ['A2'], '2026-11-23')).replaced).toBeNull()
    const key = await makeCustomerKey(await importSecret(SECRET), 'A2')
    expect(await visible(db, 'numbers')).toMatchObject([{ key, facts: JSON.stringify(customers[0]?.facts) }])
    expect(await visible(db, 'sample')).toEqual(sample)
  })

  it.each([
    ['one a line', '600212345678\n600212345679', ['600212345678', '600212345679'], []],
    ['a byte order mark, CRLF, comments and blanks', '\uFEFF# ours\r\n\r\n7001\r\n', ['7001'], []],
    ['a header and further columns', '客户号,姓名\n7001,甲\n"7002","乙, 丙"\n', ['7001', '7002'], []],
    ['semicolons and tabs', 'no;name\n7001;x\n7002\ty', ['7001', '7002'], []],
    ['full-width digits, spaces and hyphens', '６００２－１２ ３４', ['60021234'], []],
    ['letters', 'ab12', ['AB12'], []],
    ['the same number twice', '7001\n70 01', ['7001'], [2]],
    ['nothing in the first column', '7001\n,x', ['7001'], [2]],
    ['what is no number', '7001\n7002!', ['7001'], [2]],
    ['one that is too long', `7001\n${'9'.repeat(33)}`, ['7001'], [2]],
  ] as [string, string, string[], number[]][])('are read from %s', (_, text, numbers, bad) => {
    const read = readNumbers(Buffer.from(text))
    expect(read.numbers).toEqual(numbers)
    expect(read.bad.map(({ line }) => line)).toEqual(bad)
  })
})
