import { isAtFault, waitAfter } from './failure.ts'
import { log } from './log.ts'

/** Between tries while the worker lives: doubled from the first to the last. Milliseconds. */
const FIRST_WAIT = 1000
const LAST_WAIT = 60_000

/** How one kind of thing gets to the edge. */
export interface Delivery<T> {
  /** Of the alarm, and of what is kept before its id. */
  name: string
  /** Most items of one request. */
  atOnce: number
  /** Sends items and gives the ids of those that the edge has, or never will take. Rejects with a Failure. */
  send(items: T[]): Promise<string[]>
}

/** Who did it: the edge takes what is sent for the doing of whoever sends it. Absent: nobody in particular. */
export type OfPerson<T> = T & { person?: string }

const nobody = async () => null

/**
 * Things on their way to the edge. Each is stored under its own key before anything else happens and leaves only
 * when the edge has said that it has it; so a crash, a restart or a lost answer costs a second try and nothing else.
 * What one person did waits until that person is signed in here again.
 */
export class Outbox<T extends { id: string }> {
  readonly #delivery: Delivery<T>
  readonly #prefix: string
  readonly #person: () => Promise<string | null>
  #sending: Promise<void> | null = null
  #due = false
  #wait = FIRST_WAIT
  /** The edge asked for at least so long. Milliseconds. */
  #asked = 0
  /** How many of whoever is signed in waited when it was last looked. */
  count = 0

  /** @param person who is signed in; left out for what is of nobody in particular */
  constructor(delivery: Delivery<T>, person: () => Promise<string | null> = nobody) {
    this.#delivery = delivery
    this.#person = person
    this.#prefix = `${delivery.name}.`
  }

  /**
   * @param item is of whoever is signed in, unless it says of whom it is
   * @param alongside what else is stored in the same stroke
   */
  async add(item: OfPerson<T>, alongside: Record<string, unknown> = {}): Promise<void> {
    const person = item.person ?? (await this.#person())
    const kept = { ...item, ...(person !== null && { person }) }
    await chrome.storage.local.set({ ...alongside, [this.#prefix + item.id]: kept })
    await this.#arm()
    void this.flush()
  }

  /** Looks how many wait; `others`: so many of them are of somebody who is not signed in now. */
  async waiting(): Promise<{ all: number; others: number }> {
    const all = (await this.#keys()).length
    return { all, others: all - (await this.#mine()).length }
  }

  /** Sends what waits; several calls share one run, which looks once more for those that came late. */
  flush(): Promise<void> {
    this.#due = true
    this.#sending ??= this.#sendDue()
    return this.#sending
  }

  onAlarm(name: string): void {
    if (name === this.#delivery.name) void this.flush()
  }

  async #keys(): Promise<string[]> {
    return (await chrome.storage.local.getKeys()).filter((key) => key.startsWith(this.#prefix))
  }

  async #sendDue(): Promise<void> {
    try {
      while (this.#due) {
        this.#due = false
        await this.#sendAll()
      }
    } finally {
      this.#sending = null
    }
  }

  async #sendAll(): Promise<void> {
    const { name, atOnce } = this.#delivery
    for (;;) {
      const mine = await this.#mine()
      if (!mine.length) return void chrome.alarms.clear(name)
      if (!(await this.#send(mine.slice(0, atOnce)))) return this.#later()
    }
  }

  /** What waits, but for what another person did. */
  async #mine(): Promise<T[]> {
    const person = await this.#person()
    const kept = await chrome.storage.local.get<Record<string, OfPerson<T>>>(await this.#keys())
    const mine = Object.values(kept).filter((one) => one.person === undefined || one.person === person)
    this.count = mine.length
    return mine.map(({ person: _, ...item }) => item as unknown as T)
  }

  async #send(items: T[]): Promise<boolean> {
    try {
      const done = await this.#delivery.send(items)
      await this.#remove(done)
      this.#wait = FIRST_WAIT
      this.#asked = 0
      return done.length > 0
    } catch (error) {
      this.#asked = waitAfter(error)
      return isAtFault(error) && this.#single(items)
    }
  }

  /** A batch refused as a whole hides which of its items is at fault: each goes alone, and one refused alone is out. */
  async #single(items: T[]): Promise<boolean> {
    const [only] = items
    if (items.length > 1) {
      for (const item of items) if (!(await this.#send([item]))) return false
    } else if (only) {
      log('warn', 'refused:', this.#delivery.name, only.id)
      await this.#remove([only.id])
    }
    return true
  }

  #remove(ids: string[]): Promise<void> {
    return chrome.storage.local.remove(ids.map((id) => this.#prefix + id))
  }

  /** Fires also after the worker was stopped: half a minute is the least the browser allows. */
  #arm(): Promise<void> {
    return chrome.alarms.create(this.#delivery.name, { periodInMinutes: 0.5 })
  }

  #later(): void {
    void this.#arm()
    const random = Math.random() / 2
    const wait = Math.max(this.#asked * (1 + random), this.#wait * (0.5 + random))
    this.#wait = Math.min(LAST_WAIT, this.#wait * 2)
    setTimeout(() => void this.flush(), wait)
  }
}
