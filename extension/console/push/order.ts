import type { AgentState, PushReport } from '../../../worker/contract/live.ts'

const rank = ({ online, version }: AgentState, now: number) => (online ? (version === now ? 1 : 0) : 2)

/** Those online and behind first, then those online, then the rest; by team and name. */
export const inOrder = ({ agents, version }: Pick<PushReport, 'agents' | 'version'>): AgentState[] =>
  agents.toSorted(
    (a, b) =>
      rank(a, version) - rank(b, version) ||
      a.version - b.version ||
      a.team.localeCompare(b.team) ||
      a.agent.localeCompare(b.agent),
  )
