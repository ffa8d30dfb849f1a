import { normaliseNumber } from '../../../worker/contract/customer-key.ts'
import { findCustomer, type ReadIdentifier } from '../base.ts'
import type { FileSpec, IdentifierSpec } from '../mapping.ts'
import { Problem } from '../refusal.ts'
import { type Row, type TakeContext, textOf } from './row.ts'

export const identifierColumns = ({ number, customer, where }: IdentifierSpec): string[] => [
  number,
  ...(customer === undefined ? [] : [customer]),
  ...Object.keys(where),
]

/**
 * Other numbers that a row gives of customers. One that is empty leads nowhere.
 * @param own number of the row's own customer; null where it has none
 */
export function readIdentifiers(
  { identifiers }: FileSpec,
  fields: Row['fields'],
  own: string | null,
  context: TakeContext,
): ReadIdentifier[] | Problem {
  const found: ReadIdentifier[] = []
  for (const spec of identifiers) {
    const number = textOf(fields, spec.number, context.columns)
    if (!number || !applies(spec, fields, context)) continue
    const customer = customerOf(spec, fields, own, context)
    if (customer instanceof Problem) return customer
    const { kind, role, certain } = spec
    if (customer !== null) found.push({ kind, number, customer, role, certain })
  }
  return found
}

const applies = ({ where }: IdentifierSpec, fields: Row['fields'], { columns }: TakeContext): boolean =>
  Object.entries(where).every(([column, wanted]) => textOf(fields, column, columns) === wanted)

function customerOf(
  { customer }: IdentifierSpec,
  fields: Row['fields'],
  own: string | null,
  { base, columns }: TakeContext,
): string | null | Problem {
  if (customer === undefined) return own
  const text = textOf(fields, customer, columns)
  if (!text) return new Problem('empty-key', customer)
  const found = findCustomer(base, normaliseNumber(text), customer)
  return found instanceof Problem ? found : found.number
}
