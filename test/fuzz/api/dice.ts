import { seeded } from '../random.ts'

/** Choices by one seed: the same seed makes the same ones in the same order. */
export class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seeded(seed)
  }

  /** From `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.#random() * (max - min + 1))
  }

  /** True in that share of all cases. */
  chance(share: number): boolean {
    return this.#random() < share
  }

  /** @throws Error for an empty list */
  pick<T>(items: readonly T[]): T {
    if (!items.length) throw new Error('nothing to choose from')
    return items[this.int(0, items.length - 1)] as T
  }

  /** One of these by weight. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.#random() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, choice] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    return (choices.at(-1) as readonly [number, T])[1]
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.int(0, 15).toString(16)).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.int(0, 15).toString(16)).join('')
  }
}
