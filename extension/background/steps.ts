import { headline, store } from './answers.ts'
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
  if (!services.contacts.tick(tab.id, stepId, new Date())) return
  await store(services, contact.customerKey, numbered.version, {
    subject: 'step',
    subjectId: stepId,
    kind: 'done',
    ...headline(tab.decision(), numbered.version),
  })
  tab.redraw()
}
