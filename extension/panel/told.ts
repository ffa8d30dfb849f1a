import type { CustomerSeen, EventsTold, ForPanel, PanelDone, Revealed, ToPanel } from '../messages.ts'

/** What a panel has been told of its tab. */
export interface Told {
  /** Null: not told yet. */
  shown: ToPanel | null
  /** The last value that was held. */
  revealed: Revealed | null
  /** What is seen of the customer on screen; null: nothing yet. */
  customer: CustomerSeen | null
  /** The last stretch of the timeline. */
  events: EventsTold | null
}

export const NOTHING: Told = { shown: null, revealed: null, customer: null, events: null }

/** Whom the panel shows; empty for nobody. */
const whom = (shown: ToPanel | null): string => (shown?.view.state === 'decided' ? shown.view.keyShort : '')

/** Nothing of one customer stands beside another. */
function show(told: Told, shown: ToPanel): Told {
  const keyShort = whom(shown)
  const of = <T extends { keyShort: string }>(one: T | null) => (one?.keyShort === keyShort ? one : null)
  // A worker that starts anew tells the same customer several times, under the agent's finger.
  const revealed = keyShort === whom(told.shown) ? told.revealed : null
  return { shown, revealed, customer: of(told.customer), events: of(told.events) }
}

/** A worker that starts anew waits for what is seen already: that stands until there is something newer. */
function see(told: Told, customer: CustomerSeen): Told {
  const seen = told.customer?.keyShort === customer.keyShort && told.customer.customer.state === 'seen'
  return seen && customer.customer.state === 'waiting' ? told : { ...told, customer }
}

/** What is known after a message. */
export function hear(told: Told, message: Exclude<ForPanel, PanelDone>): Told {
  if (message.type === 'view') return show(told, message)
  if (message.type === 'customer') return see(told, message)
  if (message.type === 'events') return { ...told, events: message }
  return { ...told, revealed: message }
}
