import type { Attribute, Facts, FactValue } from '../../../worker/contract/catalogue.ts'
import { Facts as FactsSchema } from '../../../worker/contract/catalogue.ts'
import { isWithin } from '../../../worker/decision/bounds.ts'

/** What is wrong with pasted facts, and where: a line of the text, or a fact by name. */
export type FactFault =
  | { kind: 'empty' }
  | { kind: 'json'; line: number; column: number }
  | { kind: 'no-object' }
  | { kind: 'unknown-name'; name: string }
  | { kind: 'wrong-type'; name: string; type: Attribute['type'] }
  | { kind: 'out-of-bounds'; name: string }

/** Facts to decide with, or every fault of the text. A fact at fault is left out, as it would be at the edge. */
export interface ReadFacts {
  facts: Facts | null
  faults: FactFault[]
}

/** Reads pasted JSON against the catalogue. */
export function readFacts(text: string, catalogue: readonly Attribute[]): ReadFacts {
  if (!text.trim()) return { facts: null, faults: [{ kind: 'empty' }] }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { facts: null, faults: [{ kind: 'json', ...placeOf(text, String(error)) }] }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { facts: null, faults: [{ kind: 'no-object' }] }
  const faults = Object.entries(value).flatMap(([name, one]) => faultOf(name, one, catalogue))
  const wrong = new Set(faults.map((fault) => ('name' in fault ? fault.name : '')))
  const sound = Object.fromEntries(Object.entries(value).filter(([name]) => !wrong.has(name)))
  return { facts: FactsSchema.safeParse(sound).data ?? null, faults }
}

/** Browsers say "at position 17" or "line 2 column 5"; at the end of the text they say neither. */
function placeOf(text: string, message: string): { line: number; column: number } {
  const [, position] = /position (\d+)/.exec(message) ?? []
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function faultOf(name: string, value: unknown, catalogue: readonly Attribute[]): FactFault[] {
  const attribute = catalogue.find((one) => one.name === name)
  if (!attribute) return [{ kind: 'unknown-name', name }]
  if (!fits[attribute.type](value)) return [{ kind: 'wrong-type', name, type: attribute.type }]
  return isWithin(attribute, value as FactValue) ? [] : [{ kind: 'out-of-bounds', name }]
}

const isText = (value: unknown) => typeof value === 'string'
const isDate = (value: unknown) => isText(value) && !Number.isNaN(Date.parse(value as string))
const fits: Record<Attribute['type'], (value: unknown) => boolean> = {
  int: Number.isSafeInteger,
  money: Number.isSafeInteger,
  bool: (value) => typeof value === 'boolean',
  string: isText,
  date: (value) => isDate(value) && /^\d{4}-\d\d-\d\d$/.test(value as string),
  instant: (value) => isDate(value) && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(value as string),
  instants: (value) => Array.isArray(value) && value.every(isInstant),
  holdings: (value) => Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null),
}

function isInstant(value: unknown): boolean {
  return fits.instant(value)
}
