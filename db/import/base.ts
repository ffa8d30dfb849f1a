import type { Facts } from '../../worker/contract/catalogue.ts'
import type { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import { type Place, Problem } from './refusal.ts'

/** A customer while an extract is read. The number never goes further than the importer. */
export interface Customer {
  number: string
  facts: Facts
  /** By attribute, the day its `last` value was of. */
  days: Record<string, string>
  /** Attributes whose value was so on that day, and not on the extract's. */
  dated: Set<string>
}

/** Another number of a customer; neither goes further than the importer. */
export interface ReadIdentifier {
  kind: IdentifierKind
  number: string
  customer: string
  role: LinkRole
  certain: boolean
}

/** From the texts of one column to those of another, and which of them stood on refused rows. */
export interface Table {
  to: Map<string, string>
  refused: Map<string, Place>
}

/** All that is known while the files of one extract are read, in memory: customers, not their events. */
export interface Base {
  customers: Map<string, Customer>
  /** Customers whose own row was refused, but whose number could be read. */
  refusedCustomers: Map<string, Place>
  links: Map<string, Table>
  lookups: Map<string, Table>
  /** Other numbers and whom they lead to. */
  identifiers: ReadIdentifier[]
  /** Latest ISO day of an event taken. */
  latestEvent: string | null
}

export function emptyBase(): Base {
  return {
    customers: new Map(),
    refusedCustomers: new Map(),
    links: new Map(),
    lookups: new Map(),
    identifiers: [],
    latestEvent: null,
  }
}

export function tableOf(tables: Map<string, Table>, name: string): Table {
  const table = tables.get(name) ?? { to: new Map(), refused: new Map() }
  tables.set(name, table)
  return table
}

export function addCustomer(base: Base, number: string): Customer {
  const customer: Customer = base.customers.get(number) ?? { number, facts: {}, days: {}, dated: new Set() }
  base.customers.set(number, customer)
  return customer
}

/**
 * The customer that a row of another file speaks of. One whose own row was refused still gets what other
 * files know: his row is lost, theirs are not.
 */
export function findCustomer(base: Base, number: string, column: string): Customer | Problem {
  const known = base.customers.get(number)
  if (known) return known
  return base.refusedCustomers.has(number)
    ? addCustomer(base, number)
    : new Problem('unknown-customer', column)
}

/** The customer behind a number of another kind, such as an account. */
export function followLink(base: Base, link: string, from: string, column: string): Customer | Problem {
  const table = tableOf(base.links, link)
  const number = table.to.get(from)
  if (number !== undefined) return findCustomer(base, number, column)
  const cause = table.refused.get(from)
  return cause
    ? new Problem('refused-link', column, { causeFile: cause.file, causeLine: cause.line })
    : new Problem('unknown-link', column, { link })
}
