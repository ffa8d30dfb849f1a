import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Product } from '../../worker/contract/playbook.ts'
import { type Person, personOf } from './people.ts'

export interface Customer {
  number: string
  facts: Facts
}

/** One page of the customer list. Pages count from 1. */
export interface ListPage {
  rows: Customer[]
  first: number
  page: number
  pages: number
  total: number
}

/** The bank's customers and products as its CRM knows them. */
export interface Base {
  numbers: string[]
  products: Product[]
  find(number: string): Customer | null
  person(number: string): Person
  product(code: string): Product | null
  /** The number `step` places further on, round and round. */
  neighbour(number: string, step: 1 | -1): string
  /** Customers whose number begins with `query`. */
  list(page: number, query: string): ListPage
}

const PAGE_SIZE = 15

export function makeBase(
  customers: Customer[],
  products: Product[],
  people: Record<string, Partial<Person>>,
): Base {
  const places = new Map(customers.map(({ number }, at) => [number, at]))
  const numbers = customers.map(({ number }) => number)
  return {
    numbers,
    products: products.filter(({ kind }) => kind !== 'deposit'),
    find: (number) => customers[places.get(number) ?? -1] ?? null,
    person: (number) => ({ ...personOf(number), ...people[number] }),
    product: (code) => products.find((product) => product.code === code) ?? null,
    neighbour: (number, step) => {
      const place = (places.get(number) ?? 0) + step
      return numbers.at(place % numbers.length) ?? number
    },
    list: (page, query) => listPage(customers, page, query),
  }
}

function listPage(customers: Customer[], wanted: number, query: string): ListPage {
  const found = query ? customers.filter(({ number }) => number.startsWith(query)) : customers
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE))
  const page = Math.min(pages, Math.max(1, Math.trunc(wanted) || 1))
  const first = (page - 1) * PAGE_SIZE
  return { rows: found.slice(first, first + PAGE_SIZE), first: first + 1, page, pages, total: found.length }
}
