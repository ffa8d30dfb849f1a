import type { Outcome } from '../../worker/contract/outcome.ts'
import type { EdgeClient } from './edge.ts'
import { failureKind } from './failure.ts'

const PREFIX = 'outbox.'
const ALARM = 'outbox'
const BATCH = 200
/** Between tries while the worker lives: doubled from the first to the last. Milliseconds. */
const FIRST_WAIT = 1000
const LAST_WAIT = 60_000

/**
 * Outcomes on their way to the edge. Each is stored under its own key before anything else happens and leaves only
 * when the edge has said that it has it; so a crash, a restart or a lost answer costs a second try and nothing else.
 */
export class Outbox {
  readonly #edge: EdgeClient
  #sending: Promise<void> | null = null
  #wait = FIRST_WAIT
  /** How many waited when it was last looked. */
  count = 0

  constructor(edge: EdgeClient) {
    this.#edge = edge
  }

  async add(outcome: Outcome): Promise<void> {
    await chrome.storage.local.set({ [PREFIX + outcome.id]: outcome })
    // Fires also after the worker was stopped: half a minute is the least the browser allows.
    await chrome.alarms.create(ALARM, { periodInMinutes: 0.5 })
    void this.flush()
  }

  async waiting(): Promise<Outcome[]> {
    const stored = await chrome.storage.local.get()
    return Object.entries(stored).flatMap(([key, value]) =>
      key.startsWith(PREFIX) ? [value as Outcome] : [],
    )
  }

  /** Sends what waits; several calls share one run. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null
    })
    return this.#sending
  }

  onAlarm(name: string): void {
    if (name === ALARM) void this.flush()
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const batch = (await this.waiting()).slice(0, BATCH)
      if (!batch.length) return void chrome.alarms.clear(ALARM)
      if (!(await this.#send(batch))) return this.#later()
    }
  }

  async #send(batch: Outcome[]): Promise<boolean> {
    try {
      const { stored, known, refused } = await this.#edge.outcomes(batch)
      for (const { id, why } of refused) console.warn('fineline: outcome refused', id, why)
      const done = [...stored, ...known, ...refused.map(({ id }) => id)]
      await chrome.storage.local.remove(done.map((id) => PREFIX + id))
      this.#wait = FIRST_WAIT
      return done.length > 0
    } catch (error) {
      return failureKind(error) === 'refused' && this.#single(batch)
    }
  }

  /** A batch refused as a whole hides which of its outcomes is at fault: each goes alone, and one refused alone is out. */
  async #single(batch: Outcome[]): Promise<boolean> {
    const [only] = batch
    if (batch.length > 1) {
      for (const outcome of batch) if (!(await this.#send([outcome]))) return false
    } else if (only) {
      console.warn('fineline: outcome refused', only.id)
      await chrome.storage.local.remove(PREFIX + only.id)
    }
    return true
  }

  #later(): void {
    const wait = this.#wait * (0.5 + Math.random() / 2)
    this.#wait = Math.min(LAST_WAIT, this.#wait * 2)
    setTimeout(() => void this.flush(), wait)
  }
}
