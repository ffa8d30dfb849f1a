import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Base, ListPage } from './base.ts'
import { personOf } from './people.ts'
import { customerGrade, customerType, MISSING, yuan } from './words.ts'

/** One line of the customer list. The number is empty for a person whose number is still to be entered. */
export interface Row {
  place: number
  number: string
  name: string
  type: string
  assets: string
  grade: string
}

const BALANCES = ['deposit_balance', 'term_deposit_balance', 'wealth_balance', 'fund_balance']

/** Shown where a number should stand. */
export const NO_NUMBER = '（待补录）'

function assets(facts: Facts): string {
  if (typeof facts.total_assets === 'number') return yuan(facts.total_assets)
  const known = BALANCES.map((name) => facts[name]).filter((value) => typeof value === 'number')
  return known.length ? yuan(known.reduce((sum, value) => sum + value, 0)) : MISSING
}

const prospect = (place: number): Row => ({
  place,
  number: '',
  name: personOf('prospect').name,
  type: '潜在客户',
  assets: MISSING,
  grade: MISSING,
})

/** The lines of one page; the first page of the whole list ends with a prospect who has no number yet. */
export function listRows(base: Base, { rows, first, page }: ListPage, query: string): Row[] {
  const lines = rows.map(({ number, facts }, at) => ({
    place: first + at,
    number,
    name: base.person(number).name,
    type: customerType(facts),
    assets: assets(facts),
    grade: customerGrade(facts),
  }))
  return page === 1 && !query ? [...lines, prospect(lines.length + 1)] : lines
}
