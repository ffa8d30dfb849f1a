import type { ContactChannel } from '../../worker/contract/context.ts'
import type { ContactValues } from '../../worker/decision/facts.ts'

/** Without a sign of the agent for this long, a contact has ended. Milliseconds. */
const IDLE = 30 * 60_000
/** A customer off the screen for less is a page under way: old CRMs take their time to draw one anew. Milliseconds. */
const AWAY = 60_000
/** Signs of the agent closer together than this are one: not every key is worth a write. Milliseconds. */
const SIGN = 60_000
const PREFIX = 'contact.'

/** One call, chat or visit, as one tab has it. Moments are ISO instants. */
export interface TabContact {
  readonly customerKey: string
  readonly channel: ContactChannel
  readonly startedAt: string
  /** When the agent was last seen at work. */
  readonly activeAt: string
  /** Since when the customer is off the screen; null while there. */
  readonly leftAt: string | null
  /** Steps done, by id, with the moment of each. */
  readonly steps: Readonly<Record<string, string>>
  /** The card has been open: it does not ask for attention again. */
  readonly cardSeen: boolean
  /** Noted for the comparison with control groups. */
  readonly compared: boolean
  /**
   * The numbers that stood on the screen with the customer, by frame: of other numbers than the customer's the hash, else
   * empty. `names`: it leads to the customer, else to nobody certain.
   */
  readonly places: Readonly<Record<string, { readonly hash: string; readonly names: boolean }>>
}

type Area = Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>

const since = (moment: string, now: Date): number => now.getTime() - Date.parse(moment)

/** True where the customer was away too long, or the agent was. */
const over = ({ activeAt, leftAt }: TabContact, now: Date): boolean =>
  since(activeAt, now) >= IDLE || (leftAt !== null && since(leftAt, now) >= AWAY)

/** A contact as checks on an action see it; where none is under way, one that has just begun. */
export function contactValues(contact: TabContact | null, now: Date): ContactValues {
  if (!contact) return { minutes: 0, steps: [] }
  const { channel, startedAt, steps } = contact
  return { channel, minutes: Math.floor(since(startedAt, now) / 60_000), steps: Object.keys(steps) }
}

/**
 * The contact of every tab, kept through a stop of the worker and gone with the browser. One begins when a customer
 * is opened and ends when the tab closes, when another is opened, or after idle.
 */
export class Contacts {
  readonly #area: Area
  readonly #ended: (tab: number) => void
  readonly #byTab = new Map<number, TabContact>()

  /** @param ended runs when the contact of a tab is over */
  constructor(area: Area, ended: (tab: number) => void = () => undefined) {
    this.#area = area
    this.#ended = ended
  }

  /** Takes up what was kept before the worker stopped. */
  async restore(): Promise<void> {
    for (const [name, value] of Object.entries(await this.#area.get())) {
      if (!name.startsWith(PREFIX)) continue
      this.#byTab.set(Number(name.slice(PREFIX.length)), value as TabContact)
    }
  }

  of(tab: number): TabContact | null {
    return this.#byTab.get(tab) ?? null
  }

  /** A customer is on the screen. True where the contact with them goes on, false where one begins. */
  open(tab: number, customerKey: string, channel: ContactChannel, now: Date): boolean {
    const before = this.of(tab)
    const goesOn = before?.customerKey === customerKey && !over(before, now)
    const at = now.toISOString()
    const fresh = {
      customerKey,
      channel,
      startedAt: at,
      activeAt: at,
      steps: {},
      cardSeen: false,
      compared: false,
      places: {},
    }
    if (before && !goesOn) this.#ended(tab)
    if (!goesOn || before.leftAt) this.#keep(tab, { ...(goesOn ? before : fresh), leftAt: null })
    return goesOn
  }

  /** The tab shows no customer, or nobody is certain whom. */
  leave(tab: number, now: Date): void {
    const contact = this.of(tab)
    if (contact && !contact.leftAt) this.#keep(tab, { ...contact, leftAt: now.toISOString() })
  }

  /** Where the customer stands on the screen, and by which numbers. */
  stand(tab: number, places: TabContact['places']): void {
    const contact = this.of(tab)
    if (contact && JSON.stringify(contact.places) !== JSON.stringify(places))
      this.#keep(tab, { ...contact, places })
  }

  /** The agent is at work in the tab. */
  touch(tab: number, now: Date): void {
    const contact = this.of(tab)
    if (contact && since(contact.activeAt, now) >= SIGN) {
      this.#keep(tab, { ...contact, activeAt: now.toISOString() })
    }
  }

  /** Notes a step as done; false where it was done before: what is recorded stays. */
  tick(tab: number, step: string, now: Date): boolean {
    const contact = this.of(tab)
    if (!contact || contact.steps[step]) return false
    this.#keep(tab, { ...contact, steps: { ...contact.steps, [step]: now.toISOString() } })
    return true
  }

  /** The card is open; false where it had been before in this contact. */
  seeCard(tab: number): boolean {
    const contact = this.of(tab)
    if (!contact || contact.cardSeen) return false
    this.#keep(tab, { ...contact, cardSeen: true })
    return true
  }

  /** The contact counts for the comparison with control groups; false where it had before. */
  compare(tab: number): boolean {
    const contact = this.of(tab)
    if (!contact || contact.compared) return false
    this.#keep(tab, { ...contact, compared: true })
    return true
  }

  /** True while any customer is being attended to. */
  underWay(now: Date): boolean {
    return [...this.#byTab.values()].some((contact) => !over(contact, now))
  }

  /** Ends what is over; the tabs whose contact that was. */
  expire(now: Date): number[] {
    const ended = [...this.#byTab].filter(([, contact]) => over(contact, now)).map(([tab]) => tab)
    for (const tab of ended) this.end(tab)
    return ended
  }

  end(tab: number): void {
    if (!this.#byTab.delete(tab)) return
    void this.#area.remove(PREFIX + tab)
    this.#ended(tab)
  }

  /** Another agent's contacts are none of the next one's. */
  clear(): void {
    for (const tab of this.#byTab.keys()) this.end(tab)
  }

  #keep(tab: number, contact: TabContact): void {
    this.#byTab.set(tab, contact)
    void this.#area.set({ [PREFIX + tab]: contact })
  }
}
