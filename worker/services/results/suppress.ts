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

/** Agents of one team who served one segment. */
export interface Cell {
  team: string
  segment: string
  agents: ReadonlySet<string>
}

/**
 * Cells of the table of teams by segments of which nothing may be told: those with too few agents, those of hidden
 * teams and segments, and then in each team and each segment the next smallest, until those hidden there are several
 * with enough agents together: else the whole less the others would tell.
 */
export function hiddenCells(cells: readonly Cell[], already: (cell: Cell) => boolean): ReadonlySet<Cell> {
  const hidden = new Set(cells.filter((cell) => cell.agents.size < SMALLEST_GROUP || already(cell)))
  const teams = Map.groupBy(cells, ({ team }) => team)
  const segments = Map.groupBy(cells, ({ segment }) => segment)
  // Hiding one more in a team may leave its segment with one alone, and the other way round.
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size
    for (const line of [...teams.values(), ...segments.values()]) hideMore(line, hidden)
  }
  return hidden
}

function hideMore(line: readonly Cell[], hidden: Set<Cell>): void {
  for (const cell of line.toSorted((a, b) => a.agents.size - b.agents.size)) {
    const among = line.filter((one) => hidden.has(one))
    if (among.length === 0 || (among.length > 1 && together(among) >= SMALLEST_GROUP)) return
    hidden.add(cell)
  }
}

const together = (cells: readonly Cell[]): number => new Set(cells.flatMap(({ agents }) => [...agents])).size
