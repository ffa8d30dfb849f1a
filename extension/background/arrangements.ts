import { type Arrangement, NATURAL, type Offset, type Piece } from '../messages.ts'

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

  /** @param by null puts it back */
  move(piece: Piece, screen: string, by: Offset | null): void {
    const { [`${piece} ${screen}`]: _, ...rest } = this.#current.moved
    const moved = by ? { ...rest, [`${piece} ${screen}`]: by } : rest
    this.#use({ ...this.#current, moved: Object.fromEntries(Object.entries(moved).slice(-MOST)) })
  }

  shrink(piece: Piece, small: boolean): void {
    const others = this.#current.small.filter((one) => one !== piece)
    this.#use({ ...this.#current, small: small ? [...others, piece] : others })
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
