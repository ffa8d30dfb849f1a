import { type DaysQuery, type OwnResults, type ResultCounts, SMALLEST_GROUP } from '../../contract/results.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Databases } from '../databases.ts'
import { overCustomers } from '../over-customers.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import { zonedDays } from './days.ts'
import { answersByAgent, byDay, byReason } from './queries.ts'
import { noResults, subjectsFrom } from './shape.ts'

/**
 * An agent's own figures, and the middle of everybody's where enough agents are behind it. That they were read is
 * written down.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readOwnResults(
  databases: Databases,
  { from, until }: DaysQuery,
  agent: Looking['agent'],
  now: Date,
): Promise<OwnResults> {
  const looking = { agent, at: now.toISOString(), action: 'results.own', customerKeys: [] } as const
  const { playbook } = databases
  const [[current]] = await playbook.batch([
    currentVersion(playbook),
    ...(await recordAccess(playbook, { ...looking, detail: `${from} ${until}` })),
  ])
  const { compiled } = await withContent(playbook, current)
  const all = { days: zonedDays(compiled.clock, from, until) }
  const [days, reasons, everybody] = await overCustomers(databases, (db) =>
    db.batch([
      byDay(db, { ...all, agent: agent.subject }),
      byReason(db, { ...all, agent: agent.subject }),
      answersByAgent(db, all),
    ]),
  )
  const subjects = subjectsFrom(days, reasons)
  return { from, until, own: together(subjects), subjects, middle: middleOf(byAgent(everybody)) }
}

function together(subjects: readonly ResultCounts[]): ResultCounts {
  const sum = noResults()
  for (const one of subjects)
    for (const kind of Object.keys(sum) as (keyof ResultCounts)[]) sum[kind] += one[kind]
  return sum
}

interface Answers {
  agent: string
  accepted: number
  answered: number
}

/** Each agent once, with what every database has of them. */
function byAgent(rows: readonly Answers[]): Answers[] {
  const agents = new Map<string, Answers>()
  for (const { agent, accepted, answered } of rows) {
    const known = agents.get(agent) ?? { agent, accepted: 0, answered: 0 }
    agents.set(agent, {
      agent,
      accepted: known.accepted + accepted,
      answered: known.answered + answered,
    })
  }
  return [...agents.values()]
}

/** The middle of the agents' shares of tips accepted among those answered. */
function middleOf(agents: readonly Answers[]): number | null {
  if (agents.length < SMALLEST_GROUP) return null
  const shares = agents.map(({ accepted, answered }) => accepted / answered).toSorted((a, b) => a - b)
  const half = shares.length / 2
  return ((shares[Math.ceil(half) - 1] ?? 0) + (shares[Math.floor(half)] ?? 0)) / 2
}
