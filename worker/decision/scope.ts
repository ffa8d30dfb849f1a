import type { Column, ColumnValue } from './columns.ts'
import type { ConditionEnvironment } from './environment.ts'
import {
  ContactFacts,
  CustomerFacts,
  contactFields,
  type Declared,
  fill,
  PageFacts,
  type ParameterFacts,
  type ScopeValues,
} from './facts.ts'

/** What CEL evaluates over. */
export interface Bindings {
  customer: CustomerFacts
  page?: PageFacts
  contact: ContactFacts
  parameter: ParameterFacts
  now: Date
  [name: string]: unknown
}

/** One moment's values as conditions see them; everything is worked out at most once. */
export class Scope {
  readonly values: ScopeValues
  readonly #env: ConditionEnvironment
  readonly #read: (ColumnValue | null)[] = []
  readonly #answers = new Map<object, boolean | readonly string[]>()
  #bindings: Bindings | undefined

  constructor(env: ConditionEnvironment, values: ScopeValues) {
    this.#env = env
    this.values = values
  }

  /** True for an attribute that is left out since it is too old: whether there is one now, nobody knows. */
  isStale(name: string): boolean {
    return this.values.stale?.includes(name) ?? false
  }

  column(column: Column): ColumnValue {
    const known = this.#read[column.id]
    if (known !== undefined) return known ?? undefined
    const value = column.read(this.values)
    this.#read[column.id] = value ?? null
    return value
  }

  /** The answer of a leaf that several rules share. */
  answer(leaf: object, work: () => boolean | readonly string[]): boolean | readonly string[] {
    const known = this.#answers.get(leaf)
    if (known !== undefined) return known
    const value = work()
    this.#answers.set(leaf, value)
    return value
  }

  /** The same values as the library takes them. */
  bindings(): Bindings {
    this.#bindings ??= this.#bind()
    return this.#bindings
  }

  #bind(): Bindings {
    const { clock, vocabulary } = this.#env
    const { customer, page, contact, now } = this.values
    const filled = <T extends Record<string, unknown>>(
      into: T,
      from: object,
      declared: readonly Declared[],
    ) => fill(into, from as Record<string, unknown>, declared, clock)
    return {
      customer: filled(new CustomerFacts(), customer, vocabulary.catalogue),
      contact: filled(new ContactFacts(), contact ?? {}, contactFields),
      parameter: this.#env.parameters,
      ...(page && { page: filled(new PageFacts(), page, vocabulary.pageFields) }),
      now,
    }
  }
}
