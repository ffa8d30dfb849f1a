import { headline, store } from './answers.ts'
import { idOf } from './id-of.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

/**
 * A step of the contact is done: noted, sent to the edge, and the action at hand judged anew at once. There is no way
 * back: what was said to be done is evidence, and a later doubt is told to a supervisor.
 */
export async function doStep(services: Services, tab: Tab, stepId: string): Promise<void> {
  tab.active()
  const contact = tab.contact()
  const numbered = services.playbooks.current?.numbered
  if (!contact || !numbered?.playbook.contactSteps.some(({ id }) => id === stepId)) return
  const first = services.contacts.tick(tab.id, stepId, new Date())
  const { customerKey, startedAt } = contact
  const done = { subject: 'step', subjectId: stepId, kind: 'done' } as const
  const what = { ...done, ...headline(tab.decision(), numbered.version) }
  // Ticked by a worker that stopped before this was kept: told twice it is once.
  const id = await idOf(customerKey, startedAt, String(tab.id), stepId)
  await store(services, customerKey, numbered.version, what, id)
  if (first) tab.redraw()
}
