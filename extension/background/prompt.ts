import { mayBeAnother } from '../present/found-by.ts'
import type { FrameState } from './frame-state.ts'
import { screenOf } from './screens.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

/** Nothing but a number of which another may be at hand names the customer: who is speaking must be asked first. */
const asksFirst = (naming: readonly FrameState[]): boolean =>
  naming.every(({ foundBy }) => foundBy !== null && mayBeAnother(foundBy))

/**
 * Hands the card to the frame with the badge, where the best tip may ask for attention by itself, the card has not
 * been seen in this contact, and the agent's hands rest in every frame. The frame says when it is open. Words for the
 * customer do not come up by themselves where somebody else may be speaking.
 */
export function offerPrompt(services: Services, tab: Tab): void {
  const contact = tab.contact()
  if (!tab.decision()?.tips[0]?.interrupts || !contact || contact.cardSeen || tab.busy) return
  const naming = tab.namingFrames()
  if (asksFirst(naming)) return
  const { adapters } = services.playbooks
  const frame = naming.find(({ screen }) => screenOf(adapters, screen)?.customer?.anchor)
  const view = frame && services.words().card(tab)
  if (!view) return
  frame.send({ type: 'prompt', generation: frame.generation, view })
  frame.told = contact.customerKey
}
