import { Trouble } from '../../db/trouble.ts'
import { VULNERABILITY_DRIVERS } from '../../worker/contract/segment-groups.ts'
import type { OrderInput } from './crm-driver.ts'
import type { BankCustomer } from './data.ts'
import type { Stand } from './stand.ts'

const gradeOf = ({ facts }: BankCustomer): number =>
  typeof facts.risk_grade === 'number' ? facts.risk_grade : 0

const CONSENTS = ['marketing_consent', 'personalisation_consent']

const HALF_A_YEAR = 180 * 86_400_000

/** Customers of that risk grade, assessed lately, of whom nothing that a check asks for is missing; the richest first. */
export function customersOfGrade({ data }: Stand, grade: number): BankCustomer[] {
  const recent = (day: unknown) => Date.now() - Date.parse(String(day)) < HALF_A_YEAR
  return data.customers
    .filter(({ facts }) => facts.risk_grade === grade && recent(facts.risk_assessed_on))
    .filter(({ facts }) => Number(facts.age) < 60 && Number(facts.total_assets) > 0)
    .filter(({ facts }) => VULNERABILITY_DRIVERS.every((driver) => facts[driver] === false))
    .filter(({ facts }) => CONSENTS.every((consent) => facts[consent] !== undefined))
    .toSorted((a, b) => Number(b.facts.total_assets) - Number(a.facts.total_assets))
}

/** The customer to open first: one whose risk grade is known and leaves products above it. */
export function firstCustomer({ data }: Stand): BankCustomer {
  const found = data.customers.find((customer) => gradeOf(customer) > 0 && gradeOf(customer) < 4)
  if (!found) throw new Trouble('No customer of this base has a risk grade below 4: there is nothing to stop')
  return found
}

/** An order in which nothing is wrong for that customer. */
export function inOrder(stand: Stand): OrderInput {
  const grade = gradeOf(firstCustomer(stand))
  const product = stand.data.playbook.products.find(
    (one) => one.grade <= grade && !one.privateOffering && one.kind === 'wealth',
  )
  if (!product) throw new Trouble(`No product has a grade of ${grade} or below`)
  return { product: product.code, amount: String(product.minimum / 100), disclosed: true }
}

/** An order for the first product above that customer's grade; everything else about it is in order. */
export function tooRisky(stand: Stand): OrderInput {
  const grade = gradeOf(firstCustomer(stand))
  const product = stand.data.playbook.products.find((one) => one.grade > grade && !one.privateOffering)
  if (!product) throw new Trouble(`No product has a grade above ${grade}`)
  return { product: product.code, amount: String(product.minimum / 100), disclosed: true }
}
