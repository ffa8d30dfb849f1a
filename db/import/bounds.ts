import type { Attribute, Facts } from '../../worker/contract/catalogue.ts'
import { boundedAmong, isWithin } from '../../worker/decision/bounds.ts'
import type { FactSpec, Mapping } from './mapping.ts'
import { Problem, type Refusal } from './refusal.ts'
import type { ReadValue, Value } from './value.ts'

/** Attributes with bounds, by name. */
export type Bounds = ReadonlyMap<string, Attribute>

/** @param since attributes that are times until the as-of day: none of a day after it can be */
export function boundsOf(catalogue: readonly Attribute[], since: ReadonlyMap<string, unknown>): Bounds {
  const stated = catalogue.map((one) => (since.has(one.name) ? { ...one, min: one.min ?? 0 } : one))
  return new Map(boundedAmong(stated).map((attribute) => [attribute.name, attribute]))
}

function outOfBounds({ min, max }: Attribute, column: string, count: number): Problem {
  const [from, to] = [min === undefined ? '' : ` >= ${min}`, max === undefined ? '' : ` <= ${max}`]
  return new Problem('out-of-bounds', column, { allowed: `${from}${to}`.trim(), count })
}

/** A reader that leaves out, and notes, what the attribute cannot be. Times and sums are known only at the end. */
export function bounded(
  read: ReadValue,
  spec: Exclude<FactSpec, { fold: 'count' }>,
  attribute: Attribute | undefined,
  note: (problem: Problem) => void,
): ReadValue {
  if (!attribute || spec.sinceAsOf || spec.fold === 'sum') return read
  return (fields) => {
    const value = read(fields)
    if (value instanceof Problem || isWithin(attribute, value as Exclude<Value, undefined>)) return value
    note(outOfBounds(attribute, [spec.column].flat().join(' + '), 1))
    return undefined
  }
}

/** Leaves out of customers' facts what cannot be, and counts it by attribute. */
export class BoundsKeeper {
  readonly #bounds: Bounds
  readonly #counts = new Map<string, number>()

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  keep(facts: Facts): Facts {
    const entries = Object.entries(facts).filter(([name, value]) => {
      const attribute = this.#bounds.get(name)
      if (!attribute || isWithin(attribute, value)) return true
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
      return false
    })
    return Object.fromEntries(entries)
  }

  /** One report an attribute, at the header of the first file that gives it: the rows behind a sum are many. */
  reports(mapping: Mapping, fileOf: (id: string) => string): Refusal[] {
    return [...this.#counts].flatMap(([name, count]) => {
      const attribute = this.#bounds.get(name)
      const spec = mapping.files.find((file) => 'facts' in file && Object.hasOwn(file.facts, name))
      if (!attribute || !spec) return []
      return [{ file: fileOf(spec.id), line: 1, problem: outOfBounds(attribute, name, count), rows: 0 }]
    })
  }
}
