import type { Attribute, Facts, FactValue } from '../contract/catalogue.ts'

/** Attributes of which some values cannot be. */
export const boundedAmong = (catalogue: readonly Attribute[]): Attribute[] =>
  catalogue.filter(({ min, max }) => min !== undefined || max !== undefined)

/** False for a number that the attribute cannot have; what is no number is judged by its type elsewhere. */
export function isWithin(
  { min = -Infinity, max = Infinity }: Attribute,
  value: FactValue | undefined,
): boolean {
  return typeof value !== 'number' || (value >= min && value <= max)
}

/**
 * Facts without those that cannot be: a risk grade of 9 is unknown, never above every product. Done once, before
 * anything is asked, so that every way to ask sees the same.
 */
export function withinBounds(facts: Facts, bounded: readonly Attribute[]): Facts {
  const wrong = bounded.filter((one) => Object.hasOwn(facts, one.name) && !isWithin(one, facts[one.name]))
  if (wrong.length === 0) return facts
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => wrong.every((attribute) => attribute.name !== name)),
  )
}
