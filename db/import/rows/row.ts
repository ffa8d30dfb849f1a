import type { Customer } from '../base.ts'
import type { Bounds } from '../bounds.ts'
import { type Place, Problem } from '../refusal.ts'
import type { ValueContext } from '../value.ts'

export interface Row {
  fields: readonly string[]
  /** From 1, the header not counted. */
  ordinal: number
  place: Place
}

/** Something that happened, before its customer has a key. */
export interface ReadEvent {
  /** Text that names it within its extract; may hold numbers of the bank, so it is hashed before it is stored. */
  source: string
  customer: Customer | null
  at: string
  channel: string
  kind: string
  amount: number | null
  detail: Record<string, string | number | boolean> | null
}

/** What is done with the rows of one file. */
export interface Taker {
  /** Takes a row whole, or says what is wrong and leaves everything as it was. */
  take(row: Row): Problem | null
  /** Keeps of a refused row what rows of other files rest on, as far as its fields can be trusted. */
  remember(fields: readonly string[], place: Place): void
}

export interface TakeContext extends ValueContext {
  /** First place of every key of this file spec. */
  keys: Map<string, Place>
  bounds: Bounds
  emit(event: ReadEvent): void
}

/** Text of a column, trimmed; empty where the row or the header lacks it. */
export function textOf(
  fields: readonly string[],
  column: string,
  columns: ReadonlyMap<string, number>,
): string {
  return (fields[columns.get(column) ?? -1] ?? '').trim()
}

export function duplicateOf(key: string, column: string, keys: ReadonlyMap<string, Place>): Problem | null {
  const first = keys.get(key)
  return first ? new Problem('duplicate', column, { firstFile: first.file, firstLine: first.line }) : null
}
