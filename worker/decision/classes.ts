import { type Bits, bitsFor, clearBit, eachBit, flipBit, hasBit } from './bits.ts'

/** So many slots in which neighbouring classes differ, and the next ones get a row of their own. */
const MOST_APART = 48

/**
 * Which slots each class of a column's values rules out. Neighbouring classes share a row of bits with what they all
 * rule out (-1: nothing), and each lists what it rules out beside it, so that thousands of thresholds stay small. All
 * stand in a few flat arrays, because thousands of little ones cost more than what is in them.
 */
export interface Classes {
  /** Rows one after another; a set bit is a slot that stays. */
  rows: Bits
  rowOf: Int32Array
  /** `slots[starts[n]]` to `slots[starts[n + 1]]` are those that class n rules out beside its row. */
  starts: Uint32Array
  slots: Uint16Array | Uint32Array
}

/** Collects classes one by one, each as its difference from the one before. */
export class ClassBuilder {
  readonly #rows: Bits[] = []
  readonly #rowOf: number[] = []
  readonly #starts: number[] = [0]
  readonly #slots: number[] = []
  /** Slots ruled out now. */
  readonly #out: Bits
  /** Classes that will share the next row, each as the slots ruled out among those in which they differ. */
  #waiting: Set<number>[] = []
  #apart = new Set<number>()

  constructor(slots: number) {
    this.#out = bitsFor(slots)
  }

  /** Turns slots over: ruled out or not. */
  turn(slots: readonly number[]): void {
    const added = slots.filter((slot) => !this.#apart.has(slot))
    if (this.#apart.size + added.length > MOST_APART) this.#share()
    for (const slot of slots) {
      if (this.#waiting.length > 0) this.#part(slot)
      flipBit(this.#out, slot)
    }
  }

  /** From now on the waiting classes may differ in this slot; in all of them it is as it stands. */
  #part(slot: number): void {
    if (this.#apart.has(slot)) return
    this.#apart.add(slot)
    if (hasBit(this.#out, slot)) for (const out of this.#waiting) out.add(slot)
  }

  /** The number of the class as things stand. */
  add(): number {
    const out = new Set<number>()
    for (const slot of this.#apart) if (hasBit(this.#out, slot)) out.add(slot)
    this.#waiting.push(out)
    return this.#rowOf.length + this.#waiting.length - 1
  }

  /** Writes the waiting classes down. */
  #share(): void {
    const row = this.#waiting.length > 0 ? this.#newRow() : -1
    for (const out of this.#waiting) {
      this.#rowOf.push(row)
      this.#slots.push(...out)
      this.#starts.push(this.#slots.length)
    }
    this.#waiting = []
    this.#apart.clear()
  }

  /** What all waiting classes rule out; few such slots are listed instead. */
  #newRow(): number {
    const common = this.#out.slice()
    for (const slot of this.#apart) clearBit(common, slot)
    const few: number[] = []
    eachBit(common, 0, common.length * 32, (slot) => few.push(slot))
    if (few.length > MOST_APART) return this.#rows.push(common.map((word) => ~word)) - 1
    for (const out of this.#waiting) for (const slot of few) out.add(slot)
    return -1
  }

  build(): Classes {
    this.#share()
    const words = this.#out.length
    const rows = new Uint32Array(this.#rows.length * words)
    for (const [at, row] of this.#rows.entries()) rows.set(row, at * words)
    return {
      rows,
      rowOf: Int32Array.from(this.#rowOf),
      starts: Uint32Array.from(this.#starts),
      slots: this.#out.length <= 2 ** 11 ? Uint16Array.from(this.#slots) : Uint32Array.from(this.#slots),
    }
  }
}
