import type { Product } from '../contract/playbook.ts'
import type { PageValues } from './facts.ts'

/** One spelling for one code: full-width letters, spaces and case make no second product. */
export const productCode = (code: string) => code.normalize('NFKC').replace(/\s/g, '').toUpperCase()

/**
 * What the page says, completed from the product table. Grade and minimum are the higher of both,
 * private is private by either, the kind is the table's; an unknown code adds nothing.
 */
export function completeFromProducts(page: PageValues, products: ReadonlyMap<string, Product>): PageValues {
  const product = products.get(productCode(String(page.product_code ?? '')))
  if (!product) return page
  return {
    ...page,
    product_kind: product.kind,
    product_grade: higher(page.product_grade, product.grade),
    product_minimum: higher(page.product_minimum, product.minimum),
    product_private: page.product_private === true || product.privateOffering,
  }
}

const higher = (onPage: PageValues[string] | undefined, inTable: number) =>
  typeof onPage === 'number' ? Math.max(onPage, inTable) : inTable
