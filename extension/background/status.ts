import { presentPolicy } from '../present/policy.ts'
import { presentStatus } from '../present/status.ts'
import type { PickerView, PolicyView, StatusView } from '../views.ts'
import type { AgentLanguage } from './language.ts'
import { droppedSoFar } from './retention.ts'
import type { Services } from './services.ts'

/** How Fineline stands in this browser, for the popup. */
export async function statusView(services: Services, language: AgentLanguage): Promise<StatusView> {
  const { current } = services.playbooks
  return presentStatus(language, new Date(), {
    subject: await services.session.subject(),
    edgeUrl: services.policy().policy?.edgeUrl ?? null,
    problems: services.policy().problems.length,
    failure: services.edge.failure,
    playbook: current && { ...current.numbered, checkedAt: current.checkedAt },
    waiting: await services.outbox.waiting(),
    dropped: (await droppedSoFar())?.count ?? 0,
    commands: await chrome.commands.getAll(),
    arrangement: services.arrangements.current,
  })
}

/** The policy in force, for the options page; the secret stays here. */
export function policyView(services: Services, language: AgentLanguage): PolicyView {
  const { policy, ...state } = services.policy()
  if (!policy) return presentPolicy(language, { ...state, values: null })
  const { hmacSecret: _, ...values } = policy
  return presentPolicy(language, { ...state, values })
}

/** What the picker needs of the background. */
export const pickerView = ({ playbooks }: Services, lang: AgentLanguage): PickerView => ({
  lang,
  fields: playbooks.current?.numbered.playbook.pageFields ?? [],
})
