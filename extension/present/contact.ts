import type { ContactView } from '../views.ts'
import { time } from './format.ts'
import type { Show } from './show.ts'
import { word } from './values.ts'

/**
 * The steps an agent confirms in a contact; null where the playbook asks for none.
 * @param done moments (ISO) by step
 */
export function presentContact(
  show: Show,
  keyShort: string,
  done: Readonly<Record<string, string>>,
): ContactView | null {
  const { contactSteps, timeZone } = show.compiled.playbook
  if (!contactSteps.length) return null
  const steps = contactSteps.map(({ id, label }) => {
    const at = done[id]
    return { id, label: word(show, label), at: at ? time(new Date(at), timeZone) : '' }
  })
  const ticked = steps.filter(({ at }) => at).length
  return { keyShort, line: show.texts.contact.done(ticked, steps.length), steps }
}
