import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Customer } from './base.ts'
import { daysBetween, yearsBetween } from './dates.ts'
import type { FactSpec, Mapping } from './mapping.ts'
import type { Value } from './value.ts'

type Scalar = string | number | boolean
type Merge = (before: Scalar | undefined, value: Scalar) => Scalar

const MERGE: Record<Exclude<FactSpec['fold'], 'last'>, Merge> = {
  count: (before) => Number(before ?? 0) + 1,
  sum: (before, value) => Number(before ?? 0) + Number(value),
  min: (before, value) => (before === undefined || value < before ? value : before),
  max: (before, value) => (before === undefined || value > before ? value : before),
}

/**
 * Folds one row's value into a customer's fact. `day` is the row's own day, where it has one: a `last` value
 * is then the one of the latest day, and of the later row on the same day.
 */
export function foldInto(
  customer: Customer,
  name: string,
  fold: FactSpec['fold'],
  value: Value,
  day: string | null,
  ofItsDay = false,
) {
  if (value === undefined) return
  if (fold !== 'last') {
    customer.facts[name] = MERGE[fold](customer.facts[name] as Scalar | undefined, value)
    return
  }
  if (day !== null && day < (customer.days[name] ?? '')) return
  customer.facts[name] = value
  if (day === null) return
  customer.days[name] = day
  if (ofItsDay) customer.dated.add(name)
}

/** Turns days into times until the as-of day. One of a day after it is negative. */
export function factsAsOf(facts: Facts, since: ReadonlyMap<string, 'years' | 'days'>, asOf: string): Facts {
  const entries = Object.entries(facts).map(([name, value]) => {
    const unit = since.get(name)
    return [
      name,
      unit ? (unit === 'years' ? yearsBetween : daysBetween)(String(value), asOf) : value,
    ] as const
  })
  return Object.fromEntries(entries)
}

/** Attributes that are times until the as-of day, with their unit. */
export function sinceAttributes(mapping: Mapping): Map<string, 'years' | 'days'> {
  const facts = mapping.files.flatMap((file) => ('facts' in file ? Object.entries(file.facts) : []))
  const since = facts.map(
    ([name, spec]) => [name, spec.fold === 'count' ? undefined : spec.sinceAsOf] as const,
  )
  return new Map(since.filter((entry): entry is [string, 'years' | 'days'] => entry[1] !== undefined))
}
