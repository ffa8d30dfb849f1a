import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Holding } from '../../worker/contract/catalogue.ts'
import { Product } from '../../worker/contract/playbook.ts'

/** The bank's product table, from db/packs. */
const PRODUCTS: readonly Product[] = z
  .array(Product)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../packs/products.json'), 'utf8')))

/** Products that anybody may hold, of one kind, lowest grade and smallest minimum first. */
export function productsOf(kind: Product['kind']): Product[] {
  const open = PRODUCTS.filter((product) => product.kind === kind && !product.privateOffering)
  return open.sort((a, b) => a.grade - b.grade || a.minimum - b.minimum)
}

/** A holding of the product with this code; `amount` in the smallest unit. Throws on a code that is not sold. */
export function holdingOf(code: string, amount: number): Holding {
  const product = PRODUCTS.find((one) => one.code === code)
  if (!product) throw new RangeError(`no product ${code}`)
  return { code, name: product.name, kind: product.kind, grade: product.grade, amount }
}
