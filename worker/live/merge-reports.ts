import type { AgentState, Notice, NoticeReach, PushReport, ReceiptKind } from '../contract/live.ts'
import type { TeamReport } from './calls.ts'

/** One report of all teams; newest notices first. */
export function merge(version: number, notices: Notice[], teams: TeamReport[]): PushReport {
  const agents = eachOnce(teams.flatMap((team) => team.agents))
  const online = agents.filter((agent) => agent.online)
  return {
    version,
    online: online.length,
    current: online.filter((agent) => agent.version === version).length,
    agents,
    notices: notices.toReversed().map((notice) => reachOf(notice, teams, agents)),
  }
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
