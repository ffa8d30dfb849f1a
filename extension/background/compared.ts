import type { Decision } from '../../worker/contract/decision.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'
import type { Tip } from '../../worker/contract/playbook.ts'
import { record } from './answers.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

/** Which tips with a control group were there for a customer, and which were kept back for nothing but that. */
export function comparedTips(
  decision: Decision,
  tips: readonly Tip[],
): Pick<Outcome, 'subject' | 'subjectId' | 'kind'>[] {
  const measured = new Set(tips.flatMap(({ id, control = 0 }) => (control > 0 ? [id] : [])))
  const offered = decision.tips.filter(({ id }) => measured.has(id))
  const withheld = decision.hiddenTips.filter(({ reason }) => reason === 'control-group')
  return [
    ...offered.map(({ id }) => ({ subject: 'tip' as const, subjectId: id, kind: 'offered' as const })),
    ...withheld.map(({ id }) => ({ subject: 'tip' as const, subjectId: id, kind: 'withheld' as const })),
  ]
}

/** Once a contact, both sides alike: what agents opened or answered would compare the willing with everybody. */
export async function recordCompared(services: Services, tab: Tab): Promise<void> {
  const [decision, numbered] = [tab.decision(), services.playbooks.current?.numbered]
  if (!decision || decision.playbookVersion !== numbered?.version || !services.contacts.compare(tab.id))
    return
  for (const what of comparedTips(decision, numbered.playbook.tips)) await record(services, tab, what)
}
