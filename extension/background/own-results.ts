import type { OwnAnswer } from '../messages.ts'
import { doubtOf } from './adapter-health.ts'
import type { AgentLanguage } from './language.ts'
import type { Services } from './services.ts'

const DAY = 86_400_000

/** The Monday of a calendar day's week. */
export function mondayOf(day: string): string {
  const at = Date.parse(day)
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7
  return new Date(at - sinceMonday * DAY).toISOString().slice(0, 10)
}

/** What became of the agent's own tips since Monday, in the bank's days. */
export async function ownAnswer(
  { edge, playbooks: { current } }: Services,
  lang: AgentLanguage,
  now = new Date(),
): Promise<OwnAnswer> {
  try {
    const until = current?.compiled.clock.dayOf(now) ?? now.toISOString().slice(0, 10)
    return { lang, results: await edge.ownResults(mondayOf(until), until) }
  } catch (error) {
    return { lang, why: doubtOf(error) }
  }
}
