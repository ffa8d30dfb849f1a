import { screenOf } from './screens.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

/**
 * Hands the card to the frame with the badge, where the best tip may ask for attention by itself, the card has not
 * been seen in this contact, and the agent's hands rest in every frame. The frame says when it is open.
 */
export function offerPrompt(services: Services, tab: Tab): void {
  const contact = tab.contact()
  if (!tab.decision()?.tips[0]?.interrupts || !contact || contact.cardSeen || tab.busy) return
  const { adapters } = services.playbooks
  const frame = tab.namingFrames().find(({ screen }) => screenOf(adapters, screen)?.customer?.anchor)
  const view = frame && services.words().card(tab)
  if (view) frame.send({ type: 'prompt', generation: frame.generation, view })
}
