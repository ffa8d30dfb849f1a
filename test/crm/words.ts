import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { Attribute, type Facts } from '../../worker/contract/catalogue.ts'

export const MISSING = '--'
const CUSTOMER_GRADES = ['保守型', '稳健型', '平衡型', '成长型', '进取型']
const PRODUCT_GRADES = ['低风险', '中低风险', '中风险', '中高风险', '高风险']

/** 86240000 -> 862,400.00 */
export const yuan = (minor: number): string =>
  (minor / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export const plain = (facts: Facts, name: string): string => String(facts[name] ?? MISSING)

export function money(facts: Facts, name: string): string {
  const value = facts[name]
  return typeof value === 'number' ? yuan(value) : MISSING
}

const catalogue = z
  .array(Attribute)
  .parse(JSON.parse(readFileSync(new URL('../../db/packs/catalogue.json', import.meta.url), 'utf8')))
const codes = new Map(catalogue.map(({ name, values }) => [name, values]))

/** The word of a coded value, such as 退休 for `retired`. */
export const coded = (facts: Facts, name: string): string =>
  codes.get(name)?.[plain(facts, name)]?.zh ?? plain(facts, name)

/** C3 平衡型 */
export function customerGrade(facts: Facts): string {
  const value = facts.risk_grade
  return typeof value === 'number' ? `C${value} ${CUSTOMER_GRADES[value - 1]}` : MISSING
}

/** R4 中高风险 */
export const productGrade = (grade: number): string => `R${grade} ${PRODUCT_GRADES[grade - 1]}`

export const customerType = (facts: Facts): string =>
  facts.job === 'entrepreneur' || facts.job === 'self-employed' ? '个体工商户' : '个人'
