import { type Base, tableOf } from './base.ts'
import { CONVERSIONS, type Conversion, minorDigits } from './convert.ts'
import type { ValueSpec } from './mapping.ts'
import { Problem } from './refusal.ts'

/** A value of a row; undefined is unknown. */
export type Value = string | number | boolean | undefined
export type ReadValue = (fields: readonly string[]) => Value | Problem

export interface ValueContext {
  /** Position by header text. */
  columns: ReadonlyMap<string, number>
  currency: string
  base: Base
  /** Reports something that refuses no row. */
  note(problem: Problem): void
}

/** Columns that `spec` reads and the header lacks. */
export function missingColumns(spec: ValueSpec, columns: ReadonlyMap<string, number>): string[] {
  return [spec.column].flat().filter((column) => !columns.has(column))
}

/** Makes the reader of one value. All its columns must stand in the header. */
export function compileValue(spec: ValueSpec, context: ValueContext): ReadValue {
  const names = [spec.column].flat()
  const positions = names.map((name) => context.columns.get(name) ?? -1)
  const column = names.join(' + ')
  const convert = compileConvert(spec, column, context.currency)
  const look = spec.lookup === undefined ? null : compileLookup(spec.lookup, column, context)
  return (fields) => {
    const texts = positions.map((position) => (fields[position] ?? '').trim())
    if (texts.every((text) => text === '') && spec.values?.[''] === undefined) return undefined
    const value = convert(texts)
    return look && typeof value === 'string' ? look(value) : value
  }
}

function compileConvert(
  spec: ValueSpec,
  column: string,
  currency: string,
): (texts: string[]) => Value | Problem {
  const conversion: Conversion = CONVERSIONS[spec.convert]
  const { unit, centuryFrom = 0, firstYear = 0 } = spec
  const convert = conversion.make({ minorDigits: minorDigits(currency), unit, centuryFrom, firstYear })
  const listed = new Map(Object.entries(spec.values ?? {}))
  const otherwise = listed.get('*')
  return (texts) => {
    const mapped = listed.get(texts[0] ?? '') ?? (listed.has(texts[0] ?? '') ? null : otherwise)
    if (mapped !== undefined) return mapped ?? undefined
    return convert(...texts) ?? new Problem('bad-value', column, { convert: spec.convert })
  }
}

function compileLookup(name: string, column: string, { base, note }: ValueContext): (code: string) => Value {
  const table = tableOf(base.lookups, name)
  return (code) => {
    const entry = table.to.get(code)
    if (entry === undefined && !table.refused.has(code))
      note(new Problem('unknown-lookup', column, { lookup: name }))
    return entry || undefined
  }
}
