import type { CustomerSeen, EventsTold, FromPanel } from '../../messages.ts'
import type { Services } from '../services.ts'
import type { Tab } from '../tab.ts'

type Wanted = Extract<FromPanel, { type: 'events' }>

/** Events in the first stretch, seen at once, and in those after it. */
const FIRST = 50
const FURTHER = 200

/** What side panels are told of the customer beside the decision. */
export class Viewing {
  readonly #services: Services
  readonly #locked: () => boolean
  /** What each panel was told last: drawing anew most often changes nothing of it. */
  readonly #told = new Map<chrome.runtime.Port, string>()

  /** @param locked true while nothing of a customer may be shown */
  constructor(services: Services, locked: () => boolean) {
    this.#services = services
    this.#locked = locked
  }

  /** Whom the tab shows now; asked about only while a panel is open on it. */
  follow(tab: Tab, watched: boolean): void {
    tab.sight.follow(tab.subject, tab.known, watched && !this.#locked())
  }

  /** After the view it belongs to. */
  tell(port: chrome.runtime.Port, tab: Tab): void {
    const words = this.#services.words()
    const customer = this.#locked() ? null : words.customer(tab)
    const keyShort = words.keyShort(tab)
    const message = { type: 'customer', keyShort, customer } as const
    const text = JSON.stringify(message)
    if (text === this.#told.get(port)) return
    this.#told.set(port, text)
    if (customer) port.postMessage({ ...message, customer } satisfies CustomerSeen)
  }

  left(port: chrome.runtime.Port): void {
    this.#told.delete(port)
  }

  /** A stretch of the timeline for that panel, unless another customer has come meanwhile. */
  async events(port: chrome.runtime.Port, tab: Tab, wanted: Wanted): Promise<void> {
    const { keyShort, asked, channels, kinds, before } = wanted
    const { subject } = tab
    if (subject.state !== 'one' || keyShort !== this.#services.words().keyShort(tab)) return
    const limit = before === null ? FIRST : FURTHER
    const stretch = await tab.sight.events({ channels, kinds, before, limit })
    const events = this.#services.words().events(stretch)
    if (!events || this.#locked() || !tab.showsCustomer(subject.key) || !this.#told.has(port)) return
    port.postMessage({ type: 'events', keyShort, asked, events } satisfies EventsTold)
  }
}
