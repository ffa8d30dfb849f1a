import type { Attempt } from '../../host/guard.ts'

/** How long a pressed action is held for its verdict before it counts as not checked. Milliseconds. */
const HOLD = 1500

/** The one action that waits for its verdict, and goes on by itself where nothing is wrong. */
export class Held {
  readonly #late: (attempt: Attempt) => void
  readonly #other: (attempt: Attempt) => void
  #held: { attempt: Attempt; timer: ReturnType<typeof setTimeout> } | null = null

  /**
   * @param late runs where no verdict came in time
   * @param other runs where another action was pressed meanwhile
   */
  constructor(late: (attempt: Attempt) => void, other: (attempt: Attempt) => void) {
    this.#late = late
    this.#other = other
  }

  get guardId(): string | undefined {
    return this.#held?.attempt.guard.id
  }

  hold(attempt: Attempt): void {
    const before = this.release()
    if (before && before.guard.id !== attempt.guard.id) this.#other(before)
    const timer = setTimeout(() => {
      this.#held = null
      this.#late(attempt)
    }, HOLD)
    this.#held = { attempt, timer }
  }

  /** Gives back what was held; null where nothing was. */
  release(): Attempt | null {
    const held = this.#held
    if (held) clearTimeout(held.timer)
    this.#held = null
    return held?.attempt ?? null
  }
}
