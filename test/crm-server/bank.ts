import type { Product } from '../../worker/contract/playbook.ts'
import { type Crm, type Customer, startCrm } from '../crm/server.ts'

const product = (code: string, zh: string, grade: number): Product => ({
  code,
  name: { zh, en: code },
  kind: 'wealth',
  grade,
  privateOffering: false,
  minimum: 1_000_000,
})

export const products: Product[] = [
  product('LC0001', '衡川理财日日安', 1),
  product('LC0182', '衡川理财稳远进取 180 天 2 号', 4),
  { ...product('CK0001', '定期存款一年', 1), kind: 'deposit' },
]

/** Forty customers; the second lacks everything, the third works for himself. */
export const customers: Customer[] = Array.from({ length: 40 }, (_, at) => ({
  number: String(600_238_417_000 + at * 7),
  facts: {
    age: 30 + at,
    job: 'retired',
    account_opened_on: '2009-04-27',
    risk_grade: 3,
    risk_assessed_on: '2026-03-12',
    deposit_balance: 86_240_000,
    wealth_balance: 100,
  },
}))
customers.splice(1, 1, { number: 'B2', facts: {} })
customers.splice(2, 1, { number: '600238417014', facts: { job: 'self-employed' } })

export const first = '600238417000'

export const people = { [first]: { name: '陆明岑', phone: '10000002260' } }

export const startBank = (): Promise<Crm> => startCrm({ port: 0, customers, products, people })
