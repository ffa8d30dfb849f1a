import type { Results, ResultsQuery } from '../../contract/results.ts'
import type { Databases } from '../databases.ts'
import { overCustomers } from '../over-customers.ts'
import { readCurrent } from '../playbook/current.ts'
import { expectInScope, type Scope } from '../teams/scope.ts'
import { zonedDays } from './days.ts'
import { agentsByGroup, byDay, byGroup, byReason, comparisons, reportedTips } from './queries.ts'
import { comparisonsFrom, groupsFrom, subjectsFrom } from './shape.ts'
import { type Cell, hiddenCells, hiddenGroups, type Members, mayTell } from './suppress.ts'

/**
 * What came of tips and checks on some days of the bank, by day, reason, team and segment, and against the control
 * groups. Each database of customers is asked by one batch; small groups are hidden in what all of them say together.
 * @param scope whose figures may be told: without a filter they are the sums over these teams
 * @throws Refused for a team out of scope, NoPlaybook, DatabaseUnavailable
 */
export async function readResults(databases: Databases, query: ResultsQuery, scope: Scope): Promise<Results> {
  const { from, until, team, segment } = query
  expectInScope(scope, team)
  const { compiled } = await readCurrent(databases.playbook)
  const all = { days: zonedDays(compiled.clock, from, until), teams: scope ?? undefined }
  const asked = { ...all, segment, ...(team !== undefined && { teams: [team] }) }
  const [days, reasons, groups, agents, sides, reported] = await overCustomers(databases, (db) =>
    db.batch([
      byDay(db, asked),
      byReason(db, asked),
      byGroup(db, all),
      agentsByGroup(db, all),
      comparisons(db, asked),
      reportedTips(db),
    ]),
  )
  const teams = grouped('team', groups, agents)
  const segments = grouped('segment', groups, agents)
  const hidden = isHidden(query, scope, agents, teams.hidden, segments.hidden)
  return {
    ...{ from, until, hidden },
    subjects: hidden ? [] : subjectsFrom(days, reasons),
    teams: teams.results,
    segments: segments.results,
    comparisons: hidden ? [] : comparisonsFrom(sides, new Set(reported.map(({ tipId }) => tipId))),
  }
}

type Behind = { agent: string; team: string; segment: string }

function grouped(
  by: 'team' | 'segment',
  rows: Awaited<ReturnType<typeof byGroup>>,
  agents: readonly Behind[],
) {
  const members = membersBy(by, agents)
  const hidden = hiddenGroups(members)
  return {
    hidden,
    results: groupsFrom(
      rows.map((row) => ({ ...row, group: row[by] })),
      members,
      hidden,
    ),
  }
}

function membersBy(by: 'team' | 'segment', agents: readonly Behind[]): Members {
  const members = new Map<string, Set<string>>()
  for (const one of agents) {
    const group = members.get(one[by]) ?? new Set()
    members.set(one[by], group.add(one.agent))
  }
  return members
}

/** A group that is hidden in the table is not told under a filter either, nor a part of one that would tell of the rest. */
function isHidden(
  { team, segment }: ResultsQuery,
  scope: Scope,
  agents: readonly Behind[],
  teams: ReadonlySet<string>,
  segments: ReadonlySet<string>,
): boolean {
  // The whole bank's figures are about tips and always told; those of some teams may be about three people.
  if (team === undefined && segment === undefined) return scope !== null && !mayTell(behind(agents), NOBODY)
  if (team !== undefined && segment !== undefined) {
    const cells = cellsOf(agents)
    const hidden = hiddenCells(cells, (cell) => teams.has(cell.team) || segments.has(cell.segment))
    const asked = cells.find((cell) => cell.team === team && cell.segment === segment)
    return !asked || hidden.has(asked)
  }
  if (team === undefined ? segments.has(segment ?? '') : teams.has(team)) return true
  const inside = (one: Behind) => one.team === team || one.segment === segment
  return !mayTell(behind(agents.filter(inside)), behind(agents.filter((one) => !inside(one))))
}

const NOBODY: ReadonlySet<string> = new Set()

const behind = (which: readonly Behind[]) => new Set(which.map(({ agent }) => agent))

function cellsOf(agents: readonly Behind[]): Cell[] {
  const cells = Map.groupBy(agents, ({ team, segment }) => JSON.stringify([team, segment]))
  return [...cells.values()].flatMap((rows) => {
    const [{ team, segment } = { team: '', segment: '' }] = rows
    return [{ team, segment, agents: new Set(rows.map(({ agent }) => agent)) }]
  })
}
