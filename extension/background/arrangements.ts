import { type Arranging, arrange } from '../arrangement.ts'
import { type Arrangement, NATURAL } from '../messages.ts'

const STORED = 'arrangement'
/** Screens whose pieces were moved; of more, those moved longest ago go back to their own places. */
const MOST = 200

/** Where the agent wants what lies on the page, kept across restarts in this browser. */
export class Arrangements {
  readonly #area: Pick<chrome.storage.StorageArea, 'get' | 'set'>
  readonly #changed: () => void
  #current: Arrangement = NATURAL

  constructor(area: Pick<chrome.storage.StorageArea, 'get' | 'set'>, changed: () => void) {
    this.#area = area
    this.#changed = changed
  }

  get current(): Arrangement {
    return this.#current
  }

  async restore(): Promise<void> {
    this.#current = ((await this.#area.get(STORED))[STORED] as Arrangement | undefined) ?? NATURAL
  }

  /** Takes what an agent's hand did on a page. */
  take(message: Arranging): void {
    const { moved, small } = arrange(this.#current, message)
    this.#use({ small, moved: Object.fromEntries(Object.entries(moved).slice(-MOST)) })
  }

  /** Everything back in its own place and size. */
  reset(): void {
    this.#use(NATURAL)
  }

  #use(arrangement: Arrangement): void {
    this.#current = arrangement
    void this.#area.set({ [STORED]: arrangement })
    this.#changed()
  }
}
