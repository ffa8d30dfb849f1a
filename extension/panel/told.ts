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
  /** A line is new, and the worker on it has not told yet how things stand. */
  anew: boolean
  /** What that worker says for so long: that it asks for the customer who is shown; null: it has not said so. */
  asks: ToPanel | null
}

export const NOTHING: Told = {
  ...{ shown: null, revealed: null, customer: null, events: null },
  ...{ anew: false, asks: null },
}

/** What happens to a panel: a message, a new line to the background, or that the worker on it is late. */
export type Happening =
  | Exclude<ForPanel, PanelDone>
  | { type: 'line' }
  | { type: 'late'; unanswered: ToPanel }

/** Whom the panel shows; empty for nobody. */
const whom = (shown: ToPanel | null): string => (shown?.view.state === 'decided' ? shown.view.keyShort : '')

/** Nothing of one customer stands beside another. */
function show(told: Told, shown: ToPanel): Told {
  const keyShort = whom(shown)
  const of = <T extends { keyShort: string }>(one: T | null) => (one?.keyShort === keyShort ? one : null)
  // A worker that starts anew tells the same customer several times, under the agent's finger.
  const revealed = keyShort === whom(told.shown) ? told.revealed : null
  const rest = { customer: of(told.customer), events: of(told.events) }
  return { shown, revealed, ...rest, anew: false, asks: null }
}

/** A worker that starts anew may first have to ask for the customer who is shown: for a moment that stands, as on the page. */
function wait(told: Told, asks: ToPanel): Told {
  const { shown, anew } = told
  const same = asks.view.state === 'loading' && asks.view.keyShort === whom(shown)
  if (!anew || !shown || !same) return show(told, asks)
  return { ...told, asks, shown: { ...asks, view: shown.view, script: shown.script } }
}

/** A worker that starts anew waits for what is seen already: that stands until there is something newer. */
function see(told: Told, customer: CustomerSeen): Told {
  const seen = told.customer?.keyShort === customer.keyShort && told.customer.customer.state === 'seen'
  return seen && customer.customer.state === 'waiting' ? told : { ...told, customer }
}

/** What is known after that. */
export function hear(told: Told, now: Happening): Told {
  if (now.type === 'view') return wait(told, now)
  if (now.type === 'customer') return see(told, now)
  if (now.type === 'events') return { ...told, events: now }
  if (now.type === 'line') return { ...told, anew: true }
  // Whom another worker shows nobody knows until it says so.
  if (now.type === 'late') return told.anew ? show(told, told.asks ?? now.unanswered) : told
  return { ...told, revealed: now }
}
