import type { Product } from '../contract/playbook.ts'
import type { PageValues } from './facts.ts'

/** One spelling for one code: full-width letters, spaces and case make no second product. */
export const productCode = (code: string) => code.normalize('NFKC').replace(/\s/g, '').toUpperCase()

/**
 * What the page says, completed from the product table. The grade is the highest of page, issuer, seller and table
 * (NFRA Order No. 7 of 2025: where grades differ the higher one holds), the minimum the higher of page and table;
 * private is private by either, the kind is the table's. An unknown code adds nothing.
 */
export function completeFromProducts(page: PageValues, products: ReadonlyMap<string, Product>): PageValues {
  const product = products.get(productCode(String(page.product_code ?? '')))
  const { product_grade, product_issuer_grade, product_seller_grade, product_minimum } = page
  return {
    ...page,
    ...highest('product_grade', product_grade, product_issuer_grade, product_seller_grade, product?.grade),
    ...highest('product_minimum', product_minimum, product?.minimum),
    ...(product && {
      product_kind: product.kind,
      product_private: page.product_private === true || product.privateOffering,
    }),
  }
}

function highest(name: string, ...values: (PageValues[string] | undefined)[]): PageValues {
  const known = values.filter((value) => typeof value === 'number')
  return known.length > 0 ? { [name]: Math.max(...known) } : {}
}
