/**
 * Attributes that are left out since they are too old: what is too old is not known to have ended, so that `has(…)` of it has
 * no answer. A group that is too old says no more than before its first run, and puts nothing in doubt.
 */
export const withoutGroups = (
  { groups }: { groups: ReadonlySet<string> },
  stale: readonly string[],
): string[] => stale.filter((name) => !groups.has(name))
