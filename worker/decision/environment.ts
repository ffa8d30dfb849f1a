import { Environment } from '@marcbachmann/cel-js'
import type { Attribute, PageField } from '../contract/catalogue.ts'
import type { Parameter } from '../contract/playbook.ts'
import { type ZoneClock, zoneClock } from './clock.ts'
import { Columns } from './columns.ts'
import { constantsWith } from './constants.ts'
import {
  ContactFacts,
  CustomerFacts,
  celTypes,
  contactFields,
  type Declared,
  fill,
  HoldingFacts,
  holdingFields,
  PageFacts,
  ParameterFacts,
  type ValueType,
} from './facts.ts'
import type { ConstantOf } from './literals.ts'
import { fullName, type Reference } from './names.ts'
import type { Program } from './parts.ts'

/** What a rule may name: attributes, thresholds and, where it is asked on a page, page fields. */
export interface Vocabulary {
  catalogue: readonly Attribute[]
  pageFields: readonly PageField[]
  parameters: readonly Parameter[]
  /** IANA zone. */
  timeZone: string
}

/** The vocabulary made ready for parsing, checking and evaluating. */
export interface ConditionEnvironment {
  vocabulary: Vocabulary
  clock: ZoneClock
  cel: Environment
  columns: Columns
  /** Value of a node that rests on no fact. */
  constantOf: ConstantOf
  parameters: ParameterFacts
  /** What several conditions ask of CEL itself is asked once a decision. */
  programs: Map<string, Program>
}

/** Throws a RangeError on a time zone that does not exist. Leave `pageFields` empty to refuse `page.*`. */
export function conditionEnvironment(vocabulary: Vocabulary): ConditionEnvironment {
  const clock = zoneClock(vocabulary.timeZone)
  const time = 'google.protobuf.Timestamp'
  const between = (count: ZoneClock['daysBetween']) => (from: Date, to: Date) => BigInt(count(from, to))
  const cel = new Environment()
    .registerType('Holding', { ctor: HoldingFacts, fields: holdingFields })
    .registerType('Customer', { ctor: CustomerFacts, fields: fieldTypes(vocabulary.catalogue) })
    .registerType('Page', { ctor: PageFacts, fields: fieldTypes(vocabulary.pageFields) })
    .registerType('Contact', { ctor: ContactFacts, fields: fieldTypes(contactFields) })
    .registerType('Parameter', { ctor: ParameterFacts, fields: fieldTypes(vocabulary.parameters) })
    .registerVariable('customer', 'Customer')
    .registerVariable('contact', 'Contact')
    .registerVariable('parameter', 'Parameter')
    .registerVariable('now', time)
    .registerFunction(`daysBetween(${time}, ${time}): int`, between(clock.daysBetween))
    .registerFunction(`monthsBetween(${time}, ${time}): int`, between(clock.monthsBetween))
  if (vocabulary.pageFields.length > 0) cel.registerVariable('page', 'Page')
  return {
    ...{ vocabulary, clock, cel },
    columns: new Columns(clock, typesIn(vocabulary)),
    constantOf: constantsWith(vocabulary.parameters),
    parameters: thresholds(vocabulary, clock),
    programs: new Map(),
  }
}

function fieldTypes(declared: readonly Declared[]): Record<string, string> {
  return Object.fromEntries(declared.map(({ name, type }) => [name, celTypes[type]]))
}

function thresholds({ parameters }: Vocabulary, clock: ZoneClock): ParameterFacts {
  const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
  return fill(new ParameterFacts(), values, parameters, clock)
}

function typesIn({ catalogue, pageFields }: Vocabulary): (found: Reference) => ValueType | undefined {
  const declared = { customer: catalogue, page: pageFields, contact: contactFields, parameter: [] }
  const types = new Map<string, ValueType>(
    Object.entries(declared).flatMap(([scope, fields]) =>
      fields.map(({ name, type }) => [`${scope}.${name}`, type as ValueType] as const),
    ),
  )
  return (found) => types.get(fullName(found))
}
