import { type Accepted, both } from './accepted.ts'
import { type Bits, bitsFor, hasBit, setBit } from './bits.ts'
import { ClassBuilder, type Classes } from './classes.ts'
import type { Column, ColumnValue } from './columns.ts'
import { listIn } from './lists.ts'
import type { Literal } from './literals.ts'
import type { Narrowing } from './narrowing.ts'

/** What one slot asks of one column: every literal on it together. */
export interface Demand {
  slot: number
  accepted: Accepted
  missing: boolean | 'unknown'
}

/** Which slots each value of one column leaves, made once. */
export class ColumnIndex {
  readonly column: Column
  readonly #classes: Classes
  readonly #classOf: (value: NonNullable<ColumnValue>) => number
  /** Class of a missing value. */
  readonly #missing: number
  /** Slots that a missing value leaves unsure. */
  readonly #unsure: Bits

  constructor(column: Column, demands: readonly Demand[], slots: number) {
    this.column = column
    const builder = new ClassBuilder(slots)
    const never = slotsOf(demands, ({ missing }) => missing === false)
    builder.turn(never)
    this.#missing = builder.add()
    builder.turn(never)
    this.#classOf = column.kind === 'number' ? numberClasses(builder, demands) : wordClasses(builder, demands)
    this.#classes = builder.build()
    this.#unsure = bitsFor(slots)
    for (const slot of slotsOf(demands, ({ missing }) => missing === 'unknown')) setBit(this.#unsure, slot)
  }

  /** Rules out the slots that a value does not leave; a missing one leaves some of them unsure. */
  narrow(value: ColumnValue, narrowing: Narrowing): void {
    if (value !== undefined) return narrowing.ruleOut(this.#classes, this.#classOf(value))
    narrowing.ruleOut(this.#classes, this.#missing)
    narrowing.doubt(this.#unsure)
  }

  /** Whether a missing value leaves the slot unsure. */
  doubts(slot: number): boolean {
    return hasBit(this.#unsure, slot)
  }
}

/** One class below the first edge; each edge begins the next. */
function numberClasses(builder: ClassBuilder, demands: readonly Demand[]): (value: unknown) => number {
  const turnsAt = turnsByEdge(demands)
  const edges = Float64Array.from(turnsAt.keys()).sort()
  builder.turn(slotsOf(demands, ({ accepted }) => !holdsLowest(accepted)))
  const first = builder.add()
  for (const edge of edges) {
    builder.turn(turnsAt.get(edge) ?? [])
    builder.add()
  }
  return (value) => first + edgesUpTo(edges, value as number)
}

/** How many of the ascending edges are not above the value. */
function edgesUpTo(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((edges[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** One class for every word that no demand names, one for each that some demand does. */
function wordClasses(builder: ClassBuilder, demands: readonly Demand[]): (value: unknown) => number {
  const named = new Map<string | boolean, number[]>()
  for (const { slot, accepted } of demands) {
    if (accepted.kind !== 'word') continue
    for (const word of accepted.words) listIn(named, word).push(slot)
  }
  builder.turn(slotsOf(demands, ({ accepted }) => accepted.kind === 'word' && !accepted.except))
  const other = builder.add()
  const classes = new Map<unknown, number>()
  for (const [word, slots] of named) {
    builder.turn(slots)
    classes.set(word, builder.add())
    builder.turn(slots)
  }
  return (value) => classes.get(value) ?? other
}

/** What the literals of one slot ask of each column together. */
export function demandsOf(slot: number, literals: readonly Literal[]): Map<Column, Demand> {
  const demands = new Map<Column, Demand>()
  for (const { column, accepted, missing } of literals) {
    const before = demands.get(column)
    const now = { slot, accepted, missing }
    demands.set(column, before ? bothDemands(before, now) : now)
  }
  return demands
}

/** Two demands of one slot on one column, as one; Kleene's and. */
function bothDemands(a: Demand, b: Demand): Demand {
  const { slot } = a
  const accepted = both(a.accepted, b.accepted)
  if (a.missing === false || b.missing === false) return { slot, accepted, missing: false }
  return { slot, accepted, missing: a.missing === true ? b.missing : a.missing }
}

const slotsOf = (demands: readonly Demand[], which: (demand: Demand) => boolean): number[] =>
  demands.filter(which).map(({ slot }) => slot)

function turnsByEdge(demands: readonly Demand[]): Map<number, number[]> {
  const turns = new Map<number, number[]>()
  for (const { slot, accepted } of demands) {
    if (accepted.kind !== 'number') continue
    for (const edge of accepted.stretches.flat()) if (Number.isFinite(edge)) listIn(turns, edge).push(slot)
  }
  return turns
}

const holdsLowest = (accepted: Accepted) =>
  accepted.kind === 'number' && accepted.stretches[0]?.[0] === Number.NEGATIVE_INFINITY
