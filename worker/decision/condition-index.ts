import { type Bits, bitsFor, clearBit, eachBit, hasBit, setBit } from './bits.ts'
import { ColumnIndex, type Demand, demandsOf } from './column-index.ts'
import type { Column, ColumnValue } from './columns.ts'
import type { ScopeValues } from './facts.ts'
import { listIn } from './lists.ts'
import { Narrowing } from './narrowing.ts'
import { type Part, truth } from './parts.ts'
import type { Scope } from './scope.ts'
import { type Term, termsOf } from './terms.ts'

/** Which conditions hold and which cannot be told, by their number. Valid until the next question. */
export interface Matches {
  yes: Bits
  unknown: Bits
}

/**
 * All conditions of a playbook, arranged by what they ask of each column. A condition has a slot for each of its
 * terms; every column clears the slots that its value rules out, some thousand at a time. What is left holds, or
 * is unknown, or has a rest to be asked directly. Deciding so costs what is named and what is left, not every rule.
 */
export class ConditionIndex {
  readonly #conditions: number
  readonly #columns: ColumnIndex[]
  /** Condition of each slot from `#conditions` on: second and later terms. */
  readonly #owners: number[]
  /** Conditions of more than one term. */
  readonly #several: ReadonlySet<number>
  /** Values of the columns in the last question. */
  readonly #values: ColumnValue[]
  /** Columns that are a fact as it stands, by its name. */
  readonly #direct = new Map<string, { at: number; valid(value: unknown): ColumnValue }>()
  /** The other columns. */
  readonly #derived: number[] = []
  /** Columns without a value in the last question. */
  readonly #missing: ColumnIndex[] = []
  readonly #rests = new Map<number, Part[]>()
  readonly #withRest: Bits
  readonly #all: Bits
  readonly #narrowing: Narrowing
  readonly #matches: Matches

  constructor(conditions: readonly Part[]) {
    this.#conditions = conditions.length
    const demands = new Map<Column, Demand[]>()
    const terms = conditions.map((part) => termsOf(part))
    const further = terms.flatMap((all, condition) => all.slice(1).map((term) => ({ term, condition })))
    this.#owners = further.map(({ condition }) => condition)
    this.#several = new Set(this.#owners)
    const slots = [...terms.map(([first]) => first), ...further.map(({ term }) => term)]
    this.#all = bitsFor(slots.length)
    this.#withRest = bitsFor(slots.length)
    for (const [slot, term] of slots.entries()) if (term) this.#place(slot, term, demands)
    this.#columns = [...demands].map(([column, asked]) => new ColumnIndex(column, asked, slots.length))
    this.#values = this.#columns.map(() => undefined)
    for (const [at, { column }] of this.#columns.entries()) {
      if (column.fact) this.#direct.set(column.fact.name, { at, valid: column.fact.valid })
      else this.#derived.push(at)
    }
    this.#narrowing = new Narrowing(slots.length)
    this.#matches = { yes: bitsFor(conditions.length), unknown: bitsFor(conditions.length) }
  }

  #place(slot: number, { literals, rest }: Term, demands: Map<Column, Demand[]>): void {
    setBit(this.#all, slot)
    for (const [column, demand] of demandsOf(slot, literals)) listIn(demands, column).push(demand)
    if (rest.length === 0) return
    setBit(this.#withRest, slot)
    this.#rests.set(slot, rest)
  }

  /** Answers every condition. */
  match(scope: Scope): Matches {
    this.#narrowing.begin(this.#all)
    this.#read(scope.values)
    this.#missing.length = 0
    for (let at = 0; at < this.#columns.length; at++) {
      const [index, value] = [this.#columns[at] as ColumnIndex, this.#values[at]]
      if (value === undefined) this.#missing.push(index)
      index.narrow(value, this.#narrowing)
    }
    this.#narrowing.end()
    this.#askRests(scope)
    this.#sum()
    return this.#matches
  }

  /** Facts by going once through what there is: looking fifty names up in one object after another costs more. */
  #read(values: ScopeValues): void {
    this.#values.fill(undefined)
    for (const name in values.customer) {
      const direct = this.#direct.get(name)
      if (direct) this.#values[direct.at] = direct.valid(values.customer[name])
    }
    for (const at of this.#derived) this.#values[at] = this.#columns[at]?.column.read(values)
  }

  /** Names behind an unknown condition of the last question; undefined where only the condition itself can tell. */
  missingOf(condition: number): string[] | undefined {
    if (hasBit(this.#withRest, condition) || this.#several.has(condition)) return undefined
    let names: string[] | undefined
    for (const index of this.#missing) {
      if (!index.doubts(condition) || names?.includes(index.column.name)) continue
      names = names ? [...names, index.column.name] : index.column.names
    }
    return names ?? []
  }

  #askRests(scope: Scope): void {
    const [{ alive }, withRest] = [this.#narrowing, this.#withRest]
    for (let word = 0; word < alive.length; word++) {
      if (((alive[word] as number) & (withRest[word] as number)) === 0) continue
      eachBit(
        withRest,
        word << 5,
        (word + 1) << 5,
        (slot) => hasBit(alive, slot) && this.#askRest(slot, scope),
      )
    }
  }

  #askRest(slot: number, scope: Scope): void {
    for (const part of this.#rests.get(slot) ?? []) {
      const value = truth(part, scope)
      if (value === false) return clearBit(this.#narrowing.alive, slot)
      if (value === 'unknown') setBit(this.#narrowing.unsure, slot)
    }
  }

  /** A condition holds where one of its terms does, and is unknown where none does but one is. */
  #sum(): void {
    const { yes, unknown } = this.#matches
    const { alive, unsure } = this.#narrowing
    for (let word = 0; word < yes.length; word++) {
      yes[word] = (alive[word] as number) & ~(unsure[word] as number)
      unknown[word] = (alive[word] as number) & (unsure[word] as number)
    }
    this.#cut(yes)
    this.#cut(unknown)
    const slots = this.#conditions + this.#owners.length
    eachBit(alive, this.#conditions, slots, (slot) => {
      setBit(hasBit(unsure, slot) ? unknown : yes, this.#owners[slot - this.#conditions] as number)
    })
    for (let word = 0; word < yes.length; word++)
      unknown[word] = (unknown[word] as number) & ~(yes[word] as number)
  }

  /** The last word of conditions is shared with the first further terms. */
  #cut(bits: Bits): void {
    const used = this.#conditions & 31
    const last = bits.length - 1
    if (used > 0) bits[last] = (bits[last] as number) & (2 ** used - 1)
  }
}
