import { type Bits, clearBit, hasBit, setBit } from './bits.ts'
import type { Column, ColumnValue } from './columns.ts'
import { type Accepted, both } from './literals.ts'

/** What one slot asks of one column: every literal on it together. */
export interface Demand {
  slot: number
  accepted: Accepted
  missing: boolean | 'unknown'
}

/**
 * The slots that one class of values rules out: a row of bits (−1: none), and the slots in which the class
 * differs from that row. Neighbouring classes share a row, so that thousands of thresholds stay small.
 */
interface RuledOut {
  row: number
  flips: Uint32Array
}

/** So many differences from its row, and a class gets a row of its own. */
const MOST_FLIPS = 24

/** Which slots each value of one column rules out, made once. */
export class ColumnIndex {
  readonly column: Column
  readonly #words: number
  readonly #rows: Bits[] = []
  readonly #classes: RuledOut[] = []
  #edges = new Float64Array(0)
  #classOfWord = new Map<string | boolean, number>()
  readonly #missing: RuledOut
  readonly #unknown: Uint32Array

  constructor(column: Column, demands: readonly Demand[], slots: number) {
    this.column = column
    this.#words = (slots + 31) >>> 5
    if (column.kind === 'number') this.#numbers(demands)
    else this.#wordClasses(demands)
    const [never, unsure] = [false, 'unknown'].map((missing) =>
      slotsOf(demands, (one) => one.missing === missing),
    )
    this.#missing = this.#fresh(never ?? [])
    this.#unknown = Uint32Array.from(unsure ?? [])
  }

  /** Clears the slots that a value rules out; a missing one leaves some of them unsure. */
  narrow(value: ColumnValue, alive: Bits, unsure: Bits): void {
    if (value !== undefined) return this.#ruleOut(this.#classes[this.#classOf(value)] as RuledOut, alive)
    this.#ruleOut(this.#missing, alive)
    for (const slot of this.#unknown) setBit(unsure, slot)
  }

  #classOf(value: NonNullable<ColumnValue>): number {
    if (this.column.kind === 'word') return this.#classOfWord.get(value as string | boolean) ?? 0
    const edges = this.#edges
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((edges[middle] as number) <= (value as number)) low = middle + 1
      else high = middle
    }
    return low
  }

  #ruleOut({ row, flips }: RuledOut, alive: Bits): void {
    if (row < 0) {
      for (const slot of flips) clearBit(alive, slot)
      return
    }
    const bits = this.#rows[row] as Bits
    const spared = flips.filter((slot) => hasBit(bits, slot) && hasBit(alive, slot))
    for (let word = 0; word < this.#words; word++) {
      alive[word] = (alive[word] as number) & ~(bits[word] as number)
    }
    for (const slot of flips) clearBit(alive, slot)
    for (const slot of spared) setBit(alive, slot)
  }

  /** Class 0 lies below the first edge; each edge begins the next. */
  #numbers(demands: readonly Demand[]): void {
    const flipsAt = new Map<number, number[]>()
    for (const { slot, accepted } of demands) {
      for (const edge of edgesOf(accepted)) flipsAt.set(edge, [...(flipsAt.get(edge) ?? []), slot])
    }
    this.#edges = Float64Array.from(flipsAt.keys()).sort()
    const current = new Set(slotsOf(demands, ({ accepted }) => !holdsLowest(accepted)))
    this.#classes.push(this.#fresh([...current]))
    let changed = new Set(this.#flips())
    for (const edge of this.#edges) {
      for (const slot of flipsAt.get(edge) ?? []) {
        toggle(current, slot)
        toggle(changed, slot)
      }
      const { row } = this.#classes.at(-1) as RuledOut
      const next =
        changed.size <= MOST_FLIPS ? { row, flips: Uint32Array.from(changed) } : this.#fresh([...current])
      this.#classes.push(next)
      if (next.row !== row || changed.size > MOST_FLIPS) changed = new Set(this.#flips())
    }
  }

  /** Class 0 is every word that no demand names. */
  #wordClasses(demands: readonly Demand[]): void {
    const named = new Map<string | boolean, number[]>()
    const other: number[] = []
    for (const { slot, accepted } of demands) {
      if (accepted.kind !== 'word') continue
      for (const word of accepted.words) named.set(word, [...(named.get(word) ?? []), slot])
      if (!accepted.except) other.push(slot)
    }
    const rest = this.#fresh(other)
    this.#classes.push(rest)
    for (const [word, slots] of named) {
      this.#classOfWord.set(word, this.#classes.length)
      const flips = new Set(rest.flips)
      for (const slot of slots) toggle(flips, slot)
      this.#classes.push({ row: rest.row, flips: Uint32Array.from(flips) })
    }
  }

  /** Flips that the newest class has against its row. */
  #flips(): Uint32Array {
    return this.#classes.at(-1)?.flips ?? new Uint32Array(0)
  }

  /** Few slots need no row. */
  #fresh(slots: readonly number[]): RuledOut {
    if (slots.length <= MOST_FLIPS) return { row: -1, flips: Uint32Array.from(slots) }
    const row = new Uint32Array(this.#words)
    for (const slot of slots) setBit(row, slot)
    this.#rows.push(row)
    return { row: this.#rows.length - 1, flips: new Uint32Array(0) }
  }
}

/** Two demands of one slot on one column, as one. */
export function bothDemands(a: Demand, b: Demand): Demand {
  const missing =
    a.missing === false || b.missing === false ? false : a.missing === true ? b.missing : a.missing
  return { slot: a.slot, accepted: both(a.accepted, b.accepted), missing }
}

const slotsOf = (demands: readonly Demand[], which: (demand: Demand) => boolean): number[] =>
  demands.filter(which).map(({ slot }) => slot)

const edgesOf = (accepted: Accepted): number[] =>
  accepted.kind === 'number' ? accepted.stretches.flat().filter(Number.isFinite) : []

const holdsLowest = (accepted: Accepted) =>
  accepted.kind === 'number' && accepted.stretches[0]?.[0] === -Infinity

function toggle(set: Set<number>, slot: number): void {
  if (!set.delete(slot)) set.add(slot)
}
