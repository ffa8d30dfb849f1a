import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../stand/paths.ts'
import { costs, sumOf } from './scale/costs.ts'
import { filled } from './scale/document.ts'
import { inOrder, metAt } from './scale/limits.ts'
import { measureRows, TABLES } from './scale/rows.ts'
import { SIZES } from './scale/sizes.ts'
import { BANKS, databases, sealBytes, secondLoad, stored, total } from './scale/storage.ts'

const page = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8')
const [, , LARGE] = BANKS
if (!LARGE) throw new Error('no bank')

it('stands in docs/scale.md as it is computed; else run npm run scale', () => expect(filled(page)).toBe(page))

it('has every figure of the page in a block', () => {
  const prose = page.replace(/<!-- scale: [\s\S]*?<!-- end -->/g, '')
  expect(prose.match(/\$\d|\d ?(?:TB|GB)\b/g) ?? []).toEqual([])
})

describe('a row', () => {
  const found = measureRows(2000)
  it.each(TABLES)('of %s takes what was written down; else npm run scale -- --rows', (table) => {
    expect(found[table].written).toBe(SIZES[table].written)
    expect(Math.abs(found[table].bytes / SIZES[table].bytes - 1)).toBeLessThan(0.08)
  })
})

describe('a bank', () => {
  it('of 100 million is what a calculator says', () => {
    const rows = Object.fromEntries(stored(LARGE).map(({ what, rows: n }) => [what, n]))
    expect(rows['customers with facts and lineage']).toBe(100_000_000)
    expect(rows.events).toBe(6_000_000_000)
    expect(rows.outcomes).toBe(50_000 * 60 * 250 * 3 * 5)
    expect(rows['access log']).toBeCloseTo(50_000 * 60 * 250 * 2.2)
  })

  it.each(BANKS)('of $customers has no database above nine gigabytes, in a refresh neither', (bank) => {
    const fullest = (total(bank) + secondLoad(bank)) / databases(bank)
    expect(fullest).toBeLessThanOrEqual(9e9)
    expect((total(bank) + secondLoad(bank) - sealBytes()) / (databases(bank) - 1)).toBeGreaterThan(9e9)
  })

  it('pays for all that it is told it pays for', () => {
    const storage = costs(LARGE).find(({ what }) => what === 'D1 storage')
    expect(storage?.dollars).toBeCloseTo((total(LARGE) / 1e9 - 5) * 0.75)
    expect(sumOf(costs(LARGE))).toBe(costs(LARGE).reduce((sum, one) => sum + one.dollars, 0))
  })
})

it.each(inOrder())('$what: met where it is said to be', (bound) => {
  const bank = (customers: number) => ({ customers, agents: customers / 2000 })
  expect(bound.need(bank(metAt(bound) * 1.02))).toBeGreaterThan(bound.limit)
  expect(bound.need(bank(metAt(bound) * 0.98))).toBeLessThanOrEqual(bound.limit * 1.01)
})
