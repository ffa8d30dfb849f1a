import { SMALLEST_GROUP } from '../../contract/results.ts'

/** Agents by group. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Groups of which nothing may be told: those with too few agents, and then the next smallest ones until those hidden
 * together have enough, for else the total less the rest would tell.
 */
export function hiddenGroups(members: Members): ReadonlySet<string> {
  const bySize = [...members].toSorted(([a, x], [b, y]) => x.size - y.size || (a < b ? -1 : 1))
  const hidden = new Set<string>()
  const together = new Set<string>()
  for (const [group, agents] of bySize) {
    const needed = hidden.size > 0 && together.size < SMALLEST_GROUP
    if (agents.size >= SMALLEST_GROUP && !needed) break
    hidden.add(group)
    for (const agent of agents) together.add(agent)
  }
  return hidden
}

/** True where one part of two may be told: it has enough agents, and so has what is left of the whole, or nothing is. */
export function mayTell(part: ReadonlySet<string>, rest: ReadonlySet<string>): boolean {
  return part.size >= SMALLEST_GROUP && (rest.size === 0 || rest.size >= SMALLEST_GROUP)
}
