import { Trouble } from '../../db/trouble.ts'
import type { OrderInput } from './crm-driver.ts'
import type { BankCustomer } from './data.ts'
import type { Stand } from './stand.ts'

const gradeOf = ({ facts }: BankCustomer): number =>
  typeof facts.risk_grade === 'number' ? facts.risk_grade : 0

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
