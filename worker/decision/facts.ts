import type { AttributeType, FactValue } from '../contract/catalogue.ts'
import { isDay, type ZoneClock } from './clock.ts'

/** Values of page fields, by declared name. A missing name is unknown. */
export type PageValues = Record<string, number | boolean | string>

/** What is known of the contact under way. A missing name is unknown. */
export interface ContactValues {
  channel?: string
  direction?: string
  /** Whole minutes since it began. */
  minutes?: number
  /** Ids of the steps done. */
  steps?: string[]
}

/** CEL reads declared fields of these by own property; an absent one is unknown. */
export class CustomerFacts {
  [name: string]: unknown
}
export class PageFacts {
  [name: string]: unknown
}
export class ContactFacts {
  [name: string]: unknown
}
export class ParameterFacts {
  [name: string]: unknown
}
export class HoldingFacts {
  [name: string]: unknown
}

/** Types of values: those of attributes, and `strings` for the steps of a contact. */
export type ValueType = AttributeType | 'strings'

export interface Declared {
  name: string
  type: ValueType
}

/** `values`: all that a field can be. */
export const contactFields: readonly (Declared & { values?: readonly string[] })[] = [
  { name: 'channel', type: 'string', values: ['phone', 'chat', 'video', 'counter', 'visit'] },
  { name: 'direction', type: 'string', values: ['inbound', 'outbound'] },
  { name: 'minutes', type: 'int' },
  { name: 'steps', type: 'strings' },
]

/** CEL types by declared type. Whole numbers are 64-bit in CEL, BigInt in JavaScript. */
export const celTypes: Record<ValueType, string> = {
  int: 'int',
  money: 'int',
  bool: 'bool',
  string: 'string',
  date: 'google.protobuf.Timestamp',
  instant: 'google.protobuf.Timestamp',
  instants: 'list<google.protobuf.Timestamp>',
  strings: 'list<string>',
  holdings: 'list<Holding>',
}

export const holdingFields = { code: 'string', kind: 'string', grade: 'int', amount: 'int' }

/** A value that is not of its declared type is left out: unknown, never a crash and never a guess. */
export function fill<T extends Record<string, unknown>>(
  target: T,
  values: Readonly<Record<string, unknown>>,
  declared: readonly Declared[],
  clock: ZoneClock,
): T {
  for (const { name, type } of declared) {
    const value = Object.hasOwn(values, name) ? converters[type](values[name], clock) : undefined
    if (value !== undefined) (target as Record<string, unknown>)[name] = value
  }
  return target
}

const whole = (value: unknown) => (Number.isSafeInteger(value) ? BigInt(value as number) : undefined)
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

function every<T>(value: unknown, convert: (one: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined
  const converted = value.map(convert)
  return converted.includes(undefined) ? undefined : (converted as T[])
}

/** A value as CEL takes it, or undefined where it is not of its type. */
const converters: Record<ValueType, (value: unknown, clock: ZoneClock) => unknown> = {
  int: whole,
  money: whole,
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  string: text,
  date: (value, clock) => (typeof value === 'string' ? clock.startOf(value) : undefined),
  instant,
  instants: (value) => every(value, instant),
  strings: (value) => every(value, text),
  holdings: (value) => every(value, holding),
}

/** ISO date and time with `Z` or an offset; without one it would be the machine's time. */
function instant(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !/T.*(?:Z|[+-]\d\d:\d\d)$/.test(value)) return undefined
  if (!isDay(value.slice(0, 10))) return undefined
  const moment = new Date(value)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

function holding(value: unknown): HoldingFacts | undefined {
  const { code, kind, grade, amount } = Object(value) as Record<string, unknown>
  const facts = { code, kind, grade: whole(grade), amount: whole(amount) }
  return Object.values(facts).includes(undefined) ? undefined : Object.assign(new HoldingFacts(), facts)
}

/** What a decision rests on, by scope; absent scopes are unknown throughout. */
export interface ScopeValues {
  customer: Readonly<Record<string, FactValue>>
  page?: PageValues
  contact?: ContactValues
  /** Attributes left out of `customer` since they are too old to be rested on. */
  stale?: readonly string[]
  now: Date
}
