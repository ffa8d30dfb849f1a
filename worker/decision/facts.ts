import type { Attribute, AttributeType, Facts, PageField } from '../contract/catalogue.ts'
import type { ZoneClock } from './clock.ts'

/** Values of page fields, by declared name. A missing name is unknown. */
export type PageValues = Record<string, number | boolean | string>

/** CEL reads declared fields of these by own property; an absent one is unknown. */
export class CustomerFacts {
  [name: string]: unknown
}
export class PageFacts {
  [name: string]: unknown
}
export class HoldingFacts {
  [name: string]: unknown
}

/** CEL types by declared type. Whole numbers are 64-bit in CEL, BigInt in JavaScript. */
export const celTypes: Record<AttributeType, string> = {
  int: 'int',
  money: 'int',
  bool: 'bool',
  string: 'string',
  date: 'google.protobuf.Timestamp',
  holdings: 'list<Holding>',
}

export const holdingFields = { code: 'string', kind: 'string', grade: 'int', amount: 'int' }

/** A value that is not of its declared type is left out: unknown, never a crash and never a guess. */
export function customerFacts(
  facts: Facts,
  catalogue: readonly Attribute[],
  clock: ZoneClock,
): CustomerFacts {
  return fill(new CustomerFacts(), facts, catalogue, clock)
}

export function pageFacts(values: PageValues, fields: readonly PageField[], clock: ZoneClock): PageFacts {
  return fill(new PageFacts(), values, fields, clock)
}

function fill<T extends Record<string, unknown>>(
  target: T,
  values: Readonly<Record<string, unknown>>,
  declared: readonly { name: string; type: AttributeType }[],
  clock: ZoneClock,
): T {
  for (const { name, type } of declared) {
    const value = Object.hasOwn(values, name) ? toCel[type](values[name], clock) : undefined
    if (value !== undefined) Object.defineProperty(target, name, { value, enumerable: true })
  }
  return target
}

const whole = (value: unknown) => (Number.isSafeInteger(value) ? BigInt(value as number) : undefined)

const toCel: Record<AttributeType, (value: unknown, clock: ZoneClock) => unknown> = {
  int: whole,
  money: whole,
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  string: (value) => (typeof value === 'string' ? value : undefined),
  date: (value, clock) => (typeof value === 'string' ? clock.startOf(value) : undefined),
  holdings: (value) => {
    if (!Array.isArray(value)) return undefined
    const holdings = value.map(holding)
    return holdings.includes(undefined) ? undefined : holdings
  },
}

function holding(value: unknown): HoldingFacts | undefined {
  const { code, kind, grade, amount } = Object(value) as Record<string, unknown>
  const facts = { code, kind, grade: whole(grade), amount: whole(amount) }
  return Object.values(facts).includes(undefined) ? undefined : Object.assign(new HoldingFacts(), facts)
}
