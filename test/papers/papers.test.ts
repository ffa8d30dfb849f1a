import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { assessment } from '../../db/papers/assessment.ts'
import { dataMap } from '../../db/papers/map.ts'
import { mapCsv, mapMarkdown } from '../../db/papers/words.ts'
import * as tables from '../../db/schema/tables.ts'

const playbook = assemblePlaybook()
const rows = dataMap(playbook)

describe('the data map', () => {
  it('has every attribute of the catalogue and every rule that rests on it', () => {
    for (const { name } of playbook.catalogue) expect(rows.map((row) => row.name)).toContain(name)
    const used = rows.flatMap(({ uses }) => uses)
    for (const { id, condition } of playbook.segments)
      if (condition.includes('customer.')) expect(used).toContain(`segment/${id}`)
  })

  it('names tables that there are', () => {
    const there = Object.values(tables)
      .filter((one) => is(one, SQLiteTable))
      .map((table) => getTableName(table))
    for (const { where } of rows)
      for (const table of where.split(', ')) expect(there).toContain(table.split('.')[0])
  })

  it('leaves out no table that has a customer or a person in a column', () => {
    const personal = /^(customer_key|old_key|new_key|agent|actor|subject|[a-z]+_by)$/
    const named = rows.flatMap(({ where }) => where.split(', ').map((one) => one.split('.')[0]))
    for (const table of Object.values(tables).filter((one) => is(one, SQLiteTable))) {
      const columns = Object.values(getTableColumns(table)).map(({ name }) => name)
      if (columns.some((name) => personal.test(name))) expect(named).toContain(getTableName(table))
    }
  })

  it('does not say that what stays goes, or that what agents see serves sums alone', () => {
    const one = (name: string) => rows.find((row) => row.name === name)
    expect(one('events')).toMatchObject({ seenBy: one('risk_grade')?.seenBy })
    expect(one('events')?.retention.en).toMatch(/^until the next full refresh of its dataset/)
    expect(one('age')?.retention.en).toContain('366 days')
    expect(one('history')?.seenBy.en).toContain('agents')
  })

  it.each(['zh', 'en'] as const)('is the same as CSV and as a table: %s', (language) => {
    const { data, errors } = Papa.parse<string[]>(mapCsv(rows, language).trim().slice(1))
    expect(errors).toEqual([])
    expect(data).toHaveLength(rows.length + 1)
    expect(mapMarkdown(rows, language).match(/^\| /gm)).toHaveLength(rows.length + 2)
  })
})

it.each([
  ['zh', '【由银行填写】', '第五十六条'],
  ['en', '[for the bank to fill in]', 'Art. 56'],
] as const)(
  'the impact assessment says what is known and leaves the rest blank: %s',
  (language, blank, rule) => {
    const text = assessment(rows, language)
    expect(text.split(blank).length).toBeGreaterThan(8)
    expect(text).toContain(rule)
    expect(text).not.toMatch(/undefined|NaN/)
  },
)
