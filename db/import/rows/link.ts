import { normaliseNumber } from '../../../worker/contract/customer-key.ts'
import { findCustomer, tableOf } from '../base.ts'
import type { FileOf, LinkSpec } from '../mapping.ts'
import { type Place, Problem } from '../refusal.ts'
import { readIdentifiers } from './identifier.ts'
import { duplicateOf, type Row, type TakeContext, type Taker, textOf } from './row.ts'

/** Rows that lead from another number (account, card) to a customer, each for one or more links. */
export function compileLinks(spec: FileOf<'link'>, context: TakeContext): Taker {
  const { columns, base, keys } = context
  const links = spec.links.filter((link) => linkColumns(link).every((column) => columns.has(column)))
  return {
    take: ({ fields, place }) => {
      const entries = links.filter((link) => applies(link, fields, context))
      for (const link of entries) {
        const wrong = checkEntry(link, fields, context)
        if (wrong) return wrong
      }
      const identifiers = readIdentifiers(spec, fields, null, context)
      if (identifiers instanceof Problem) return identifiers
      base.identifiers.push(...identifiers)
      for (const link of entries) {
        const from = textOf(fields, link.from, columns)
        keys.set(keyOf(link, from), place)
        tableOf(base.links, link.name).to.set(from, normaliseNumber(textOf(fields, link.to, columns)))
      }
      return null
    },
    remember: (fields, place) => {
      for (const link of links) rememberEntry(link, fields, place, context)
    },
  }
}

/** A link that stands whole in a row refused for something else still leads: the rows that rest on it are not lost. */
function rememberEntry(link: LinkSpec, fields: Row['fields'], place: Place, context: TakeContext): void {
  const { columns, base } = context
  const { to, refused } = tableOf(base.links, link.name)
  const from = textOf(fields, link.from, columns)
  if (to.has(from)) return
  const whole = linkColumns(link).every((column) => textOf(fields, column, columns))
  if (!whole) refused.set(from, place)
  else if (applies(link, fields, context)) {
    if (checkEntry(link, fields, context)) refused.set(from, place)
    else to.set(from, normaliseNumber(textOf(fields, link.to, columns)))
  }
}

export function linkColumns(link: LinkSpec): string[] {
  return [link.from, link.to, ...Object.keys(link.where)]
}

function applies({ where }: LinkSpec, fields: Row['fields'], { columns }: TakeContext): boolean {
  return Object.entries(where).every(([column, wanted]) => textOf(fields, column, columns) === wanted)
}

function checkEntry(
  link: LinkSpec,
  fields: Row['fields'],
  { columns, base, keys }: TakeContext,
): Problem | null {
  const empty = [link.from, link.to].find((column) => !textOf(fields, column, columns))
  if (empty) return new Problem('empty-key', empty)
  const wrong = duplicateOf(keyOf(link, textOf(fields, link.from, columns)), link.from, keys)
  if (wrong) return wrong
  const customer = findCustomer(base, normaliseNumber(textOf(fields, link.to, columns)), link.to)
  return customer instanceof Problem ? customer : null
}

function keyOf(link: LinkSpec, from: string): string {
  return `${link.name} ${from}`
}
