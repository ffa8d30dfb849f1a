import type { Facts } from '../../worker/contract/catalogue.ts'

export const MISSING = '--'
const CUSTOMER_GRADES = ['保守型', '稳健型', '平衡型', '成长型', '进取型']
const PRODUCT_GRADES = ['低风险', '中低风险', '中风险', '中高风险', '高风险']
const GENDERS: Record<string, string> = { female: '女', male: '男' }
const JOBS: Record<string, string> = {
  'admin.': '行政职员',
  'blue-collar': '生产操作人员',
  entrepreneur: '企业主',
  housemaid: '家政服务',
  management: '管理人员',
  retired: '退休',
  'self-employed': '自由职业',
  services: '服务业人员',
  student: '学生',
  technician: '专业技术人员',
  unemployed: '待业',
}

/** 86240000 -> 862,400.00 */
export const yuan = (minor: number): string =>
  (minor / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export const plain = (facts: Facts, name: string): string => String(facts[name] ?? MISSING)

export function money(facts: Facts, name: string): string {
  const value = facts[name]
  return typeof value === 'number' ? yuan(value) : MISSING
}

export const gender = (facts: Facts): string => GENDERS[plain(facts, 'gender')] ?? plain(facts, 'gender')

export const job = (facts: Facts): string => JOBS[plain(facts, 'job')] ?? plain(facts, 'job')

/** C3 平衡型 */
export function customerGrade(facts: Facts): string {
  const value = facts.risk_grade
  return typeof value === 'number' ? `C${value} ${CUSTOMER_GRADES[value - 1]}` : MISSING
}

/** R4 中高风险 */
export const productGrade = (grade: number): string => `R${grade} ${PRODUCT_GRADES[grade - 1]}`

export const customerType = (facts: Facts): string =>
  facts.job === 'entrepreneur' || facts.job === 'self-employed' ? '个体工商户' : '个人'
