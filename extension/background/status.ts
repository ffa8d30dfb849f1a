import { presentPolicy } from '../present/policy.ts'
import { presentStatus } from '../present/status.ts'
import type { PickerView, PolicyView, StatusView } from '../views.ts'
import type { AgentLanguage } from './language.ts'
import type { Services } from './services.ts'

/** How Fineline stands in this browser, for the popup. */
export async function statusView(services: Services, language: AgentLanguage): Promise<StatusView> {
  const { current } = services.playbooks
  return presentStatus(language, new Date(), {
    subject: await services.session.subject(),
    edgeUrl: services.policy().policy?.edgeUrl ?? null,
    failure: services.edge.failure,
    playbook: current && { ...current.numbered, checkedAt: current.checkedAt },
    waiting: await services.outbox.waiting(),
    commands: await chrome.commands.getAll(),
    arrangement: services.arrangements.current,
  })
}

/** The policy in force, for the options page; the secret stays here. */
export function policyView(services: Services, language: AgentLanguage): PolicyView {
  const { source, policy, problems } = services.policy()
  if (!policy) return presentPolicy(language, { source, values: null, problems })
  const { hmacSecret: _, ...values } = policy
  return presentPolicy(language, { source, values, problems })
}

/** What the picker needs of the background. */
export const pickerView = ({ playbooks }: Services, lang: AgentLanguage): PickerView => ({
  lang,
  fields: playbooks.current?.numbered.playbook.pageFields ?? [],
})
