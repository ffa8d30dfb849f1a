import type { AgentState, Notice, NoticeReach, PushReport, ReceiptKind } from '../contract/live.ts'
import { inScope, type Scope } from '../services/teams/scope.ts'
import type { TeamReport } from './calls.ts'

/** One report of all teams; newest notices first. */
export function merge(
  version: number,
  notices: Notice[],
  teams: TeamReport[],
  unasked: string[],
): PushReport {
  const agents = eachOnce(teams.flatMap((team) => team.agents))
  return {
    version,
    ...counted(version, agents),
    notices: notices.toReversed().map((notice) => reachOf(notice, teams, agents)),
    unasked,
  }
}

/** What of a report somebody may see who watches over some teams: their people, and notices as far as they came there. */
export function within(report: PushReport, scope: Scope): PushReport {
  if (scope === null) return report
  const agents = report.agents.filter(({ team }) => inScope(scope, team))
  return {
    ...report,
    ...counted(report.version, agents),
    notices: report.notices.map(({ notice, receipts }) =>
      reach(
        notice,
        receipts.filter(({ team }) => inScope(scope, team)),
      ),
    ),
    unasked: report.unasked.filter((team) => inScope(scope, team)),
  }
}

function counted(version: number, agents: AgentState[]) {
  const online = agents.filter((agent) => agent.online)
  return { online: online.length, current: online.filter((one) => one.version === version).length, agents }
}

/** Who has changed teams stands in both: as they are online, or were seen last. */
function eachOnce(agents: readonly AgentState[]): AgentState[] {
  const inOrder = agents.toSorted(
    (a, b) => Number(a.online) - Number(b.online) || (a.seenAt < b.seenAt ? -1 : 1),
  )
  return [...new Map(inOrder.map((one) => [one.agent, one])).values()].toSorted((a, b) =>
    a.agent < b.agent ? -1 : 1,
  )
}

function reachOf(notice: Notice, teams: readonly TeamReport[], agents: readonly AgentState[]): NoticeReach {
  const said = teams.flatMap(({ reach }) => reach.find((one) => one.notice === notice.id)?.receipts ?? [])
  const teamOf = new Map(agents.map(({ agent, team }) => [agent, team]))
  const receipts = [...Map.groupBy(said, ({ agent }) => agent)].map(([agent, all]) => ({
    ...{ agent, team: teamOf.get(agent) ?? all[0]?.team ?? '' },
    ...{ delivered: first(all, 'delivered'), displayed: first(all, 'displayed') },
    acknowledged: first(all, 'acknowledged'),
  }))
  return reach(notice, receipts)
}

function reach(notice: Notice, receipts: NoticeReach['receipts']): NoticeReach {
  const count = (kind: ReceiptKind) => receipts.filter((receipt) => receipt[kind] !== null).length
  return {
    notice,
    audience: receipts.length,
    delivered: count('delivered'),
    displayed: count('displayed'),
    acknowledged: count('acknowledged'),
    receipts,
  }
}

/** When it was said first; null where it never was. */
const first = (all: NoticeReach['receipts'], kind: ReceiptKind): string | null =>
  all
    .flatMap((one) => one[kind] ?? [])
    .toSorted()
    .at(0) ?? null
