/**
 * Those among attributes that are too old to be rested on, as conditions name them. What is too old is not known to have
 * ended: `has(…)` that is false for that alone is doubt.
 */
export const tooOldAmong = (basis: readonly string[], stale: readonly string[] = []): string[] =>
  stale.length === 0 ? [] : basis.filter((name) => stale.includes(name)).map((name) => `customer.${name}`)

/** A group that is too old says no more than before its first run, and puts nothing in doubt. */
export const withoutGroups = (
  { groups }: { groups: ReadonlySet<string> },
  stale: readonly string[],
): string[] => stale.filter((name) => !groups.has(name))
