import { type DaysQuery, type OwnResults, type ResultCounts, SMALLEST_GROUP } from '../../contract/results.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
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
  db: Database,
  { from, until }: DaysQuery,
  agent: Looking['agent'],
  now: Date,
): Promise<OwnResults> {
  const looking = { agent, at: now.toISOString(), action: 'results.own', customerKeys: [] } as const
  const [[current]] = await db.batch([
    currentVersion(db),
    ...(await recordAccess(db, { ...looking, detail: `${from} ${until}` })),
  ])
  const { compiled } = await withContent(db, current)
  const all = { days: zonedDays(compiled.clock, from, until) }
  const [days, reasons, everybody] = await db.batch([
    byDay(db, { ...all, agent: agent.subject }),
    byReason(db, { ...all, agent: agent.subject }),
    answersByAgent(db, all),
  ])
  const subjects = subjectsFrom(days, reasons)
  return { from, until, own: together(subjects), subjects, middle: middleOf(everybody) }
}

function together(subjects: readonly ResultCounts[]): ResultCounts {
  const sum = noResults()
  for (const one of subjects)
    for (const kind of Object.keys(sum) as (keyof ResultCounts)[]) sum[kind] += one[kind]
  return sum
}

/** The middle of the agents' shares of tips accepted among those answered. */
function middleOf(agents: readonly { accepted: number; answered: number }[]): number | null {
  if (agents.length < SMALLEST_GROUP) return null
  const shares = agents.map(({ accepted, answered }) => accepted / answered).toSorted((a, b) => a - b)
  const half = shares.length / 2
  return ((shares[Math.ceil(half) - 1] ?? 0) + (shares[Math.floor(half)] ?? 0)) / 2
}
