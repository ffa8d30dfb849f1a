import type { Notice, NoticeReach, PushReport } from '../contract/live.ts'
import type { TeamReport } from './calls.ts'

/** One report of all teams; newest notices first. */
export function merge(version: number, notices: Notice[], teams: TeamReport[]): PushReport {
  const agents = teams.flatMap((team) => team.agents)
  const online = agents.filter((agent) => agent.online)
  return {
    version,
    online: online.length,
    current: online.filter((agent) => agent.version === version).length,
    agents,
    notices: notices.toReversed().map((notice) => reachOf(notice, teams)),
  }
}

function reachOf(notice: Notice, teams: TeamReport[]): NoticeReach {
  const receipts = teams.flatMap(({ reach }) => reach.find((one) => one.notice === notice.id)?.receipts ?? [])
  const count = (kind: 'delivered' | 'displayed' | 'acknowledged') =>
    receipts.filter((receipt) => receipt[kind] !== null).length
  return {
    notice,
    audience: receipts.length,
    delivered: count('delivered'),
    displayed: count('displayed'),
    acknowledged: count('acknowledged'),
    receipts,
  }
}
