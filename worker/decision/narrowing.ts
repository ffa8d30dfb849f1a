import { type Bits, bitsFor, clearBit } from './bits.ts'
import type { Classes } from './classes.ts'

/** Rows taken together in one pass: most of the time goes into reading and writing `alive`. */
const TOGETHER = 4

/** The slots still alive in one decision, and those in doubt. Plain loops: this is where a decision spends its time. */
export class Narrowing {
  readonly alive: Bits
  readonly unsure: Bits
  /** Rows to be taken next: where they stand. */
  readonly #rows: Bits[]
  readonly #offsets: number[]
  #count = 0

  constructor(slots: number) {
    this.alive = bitsFor(slots)
    this.unsure = bitsFor(slots)
    this.#rows = Array.from({ length: TOGETHER }, () => this.alive)
    this.#offsets = this.#rows.map(() => 0)
  }

  begin(all: Bits): void {
    this.alive.set(all)
    this.unsure.fill(0)
    this.#count = 0
  }

  /** Rules out the slots of a class of values, at the latest by `end`. */
  ruleOut({ rows, rowOf, starts, slots }: Classes, at: number): void {
    const [row, below] = [rowOf[at] as number, starts[at + 1] as number]
    if (row >= 0) this.#take(rows, row * this.alive.length)
    for (let place = starts[at] as number; place < below; place++)
      clearBit(this.alive, slots[place] as number)
  }

  #take(rows: Bits, offset: number): void {
    this.#rows[this.#count] = rows
    this.#offsets[this.#count] = offset
    this.#count += 1
    if (this.#count === TOGETHER) this.#flush()
  }

  doubt(slots: Bits): void {
    const { unsure } = this
    for (let word = 0; word < unsure.length; word++) {
      unsure[word] = (unsure[word] as number) | (slots[word] as number)
    }
  }

  /** Takes what waits; the first row taken again changes nothing. */
  end(): void {
    while (this.#count > 0) this.#take(this.#rows[0] as Bits, this.#offsets[0] as number)
  }

  #flush(): void {
    const [a, b, c, d] = this.#rows as [Bits, Bits, Bits, Bits]
    const [i, j, k, l] = this.#offsets as [number, number, number, number]
    const { alive } = this
    for (let word = 0; word < alive.length; word++) {
      const ab = (a[i + word] as number) & (b[j + word] as number)
      const cd = (c[k + word] as number) & (d[l + word] as number)
      alive[word] = (alive[word] as number) & ab & cd
    }
    this.#count = 0
  }
}
