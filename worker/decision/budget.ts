import type { InterruptionBudget } from '../contract/playbook.ts'
import type { DecisionInput } from './input.ts'

const HOUR = 3_600_000

/** How many tips may still ask for the agent's attention: in this contact and in this hour. None without a contact. */
export function budgetLeft({ perContact, perHour }: InterruptionBudget, input: DecisionInput): number {
  const { contact, askedAt, agent, customerKey } = input
  if (!contact) return 0
  const prompted = input.outcomes.filter(
    (one) => one.kind === 'prompted' && one.agent === agent.subject && one.subject === 'tip',
  )
  const started = Date.parse(contact.startedAt)
  const hourAgo = Date.parse(askedAt) - HOUR
  const inContact = prompted.filter((one) => one.customerKey === customerKey && Date.parse(one.at) >= started)
  const inHour = prompted.filter(({ at }) => Date.parse(at) > hourAgo)
  return Math.max(0, Math.min(perContact - inContact.length, perHour - inHour.length))
}
