import type { ASTNode } from '@marcbachmann/cel-js'
import type { ZoneClock } from './clock.ts'
import type { ScopeValues, ValueType } from './facts.ts'
import { fullName, type Reference, reference } from './names.ts'

/** One value of a column; undefined where it is unknown. Whole numbers are safe integers. */
export type ColumnValue = number | string | boolean | undefined

/** Something that conditions compare with constants: a name, or the days or months between `now` and a date. */
export interface Column {
  /** Position in its registry. */
  id: number
  kind: 'number' | 'word'
  /** `customer.x`, as it is named where it is missing. */
  name: string
  /** The same as a list. */
  names: string[]
  /** Where the column is a fact of the customer as it stands. */
  fact?: { name: string; valid(value: unknown): ColumnValue }
  read(values: ScopeValues): ColumnValue
}

type Between = 'daysBetween' | 'monthsBetween'
type TypeOf = (found: Reference) => ValueType | undefined

/** Every column that the conditions of one playbook use, each once. */
export class Columns {
  readonly #byKey = new Map<string, Column>()
  readonly #clock: ZoneClock
  readonly #typeOf: TypeOf

  constructor(clock: ZoneClock, typeOf: TypeOf) {
    this.#clock = clock
    this.#typeOf = typeOf
  }

  /** The column that a node is, or undefined where it is something else. */
  of(node: ASTNode): Column | undefined {
    const found = reference(node)
    if (found) return this.#named(found)
    return node.op === 'call' ? this.#between(node.args) : undefined
  }

  #named(found: Reference): Column | undefined {
    const type = this.#typeOf(found)
    const valid = type && readers[type as keyof typeof readers]
    if (!valid || found.scope === 'parameter') return undefined
    const { scope, name } = found
    // What every object inherits under a name such as `constructor` is no value of any type.
    const kind = type === 'int' || type === 'money' ? 'number' : 'word'
    const read = (values: ScopeValues) => {
      const all = values[scope] as Record<string, unknown> | undefined
      return all && valid(all[name])
    }
    const fact = scope === 'customer' ? { fact: { name, valid } } : {}
    return this.#column(fullName(found), { kind, name: fullName(found), read, ...fact })
  }

  /** `daysBetween(now, customer.x)` and the other way round, for a date. */
  #between([called, sides]: readonly unknown[]): Column | undefined {
    if (called !== 'daysBetween' && called !== 'monthsBetween') return undefined
    const [from, to] = sides as [ASTNode, ASTNode]
    const fromNow = isNow(from)
    const date = reference(fromNow ? to : from)
    if (date?.scope !== 'customer' || this.#typeOf(date) !== 'date' || isNow(from) === isNow(to))
      return undefined
    const key = `${called} ${fromNow ? 'now' : ''} ${fullName(date)}`
    const read = ({ customer, now }: ScopeValues) => this.#count(called, fromNow, customer[date.name], now)
    return this.#column(key, { kind: 'number', name: fullName(date), read })
  }

  #count(called: Between, fromNow: boolean, day: unknown, now: Date): number | undefined {
    const start = typeof day === 'string' ? this.#clock.startOf(day) : undefined
    if (!start) return undefined
    return fromNow ? this.#clock[called](now, start) : this.#clock[called](start, now)
  }

  #column(key: string, made: Omit<Column, 'id' | 'names'>): Column {
    const known = this.#byKey.get(key)
    if (known) return known
    const column = { id: this.#byKey.size, names: [made.name], ...made }
    this.#byKey.set(key, column)
    return column
  }
}

const isNow = (node: ASTNode) => node.op === 'id' && node.args === 'now'

const whole = (value: unknown) => (Number.isSafeInteger(value) ? (value as number) : undefined)
const readers = {
  int: whole,
  money: whole,
  bool: (value: unknown) => (typeof value === 'boolean' ? value : undefined),
  string: (value: unknown) => (typeof value === 'string' ? value : undefined),
}
