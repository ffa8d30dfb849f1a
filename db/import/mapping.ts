import * as z from 'zod'
import { AttributeName, Channel } from '../../worker/contract/catalogue.ts'
import { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import { Id } from '../../worker/contract/text.ts'
import { CONVERSION_NAMES } from './convert.ts'
import { isDecodable } from './decode.ts'

/** Header text of a column, to the letter. */
const Column = z.string().min(1)

/** How one value is made of a row. Empty text is unknown. See docs/import.md. */
export const ValueSpec = z.strictObject({
  /** Where it stands; two for conversions that read two. */
  column: z.union([Column, z.array(Column).min(1)]),
  convert: z.enum(CONVERSION_NAMES).default('text'),
  /** Results for texts, tried before `convert`; null is unknown; `*` is every text not listed. */
  values: z.record(z.string(), z.union([z.string(), z.number().int(), z.boolean(), z.null()])).optional(),
  /** For money: what one of the column is worth, in units of the currency (10000 for 万元). */
  unit: z.number().int().positive().default(1),
  /** First of the hundred years that two-digit years lie in. */
  centuryFrom: z.number().int().optional(),
  /** Year of the first row where rows give none. */
  firstYear: z.number().int().optional(),
  /** The value is a key into this lookup; its entry is taken. */
  lookup: Id.optional(),
})
export type ValueSpec = z.infer<typeof ValueSpec>

/** How many rows of one customer become one value. `last` is by the row's own day, then by order in the file. */
export const Fold = z.enum(['last', 'min', 'max', 'sum', 'count'])
export type Fold = z.infer<typeof Fold>

export const FactSpec = z.union([
  z.strictObject({ fold: z.literal('count') }),
  ValueSpec.extend({
    fold: Fold.exclude(['count']).default('last'),
    /** The fact is the time from this day to the as-of day, in whole years or days. */
    sinceAsOf: z.enum(['years', 'days']).optional(),
    /** The value was so on the row's own day, such as the grade an assessment gave; else it is of the extract's. */
    ofItsDay: z.boolean().default(false),
  }),
])
export type FactSpec = z.infer<typeof FactSpec>
const FactSpecs = z.record(AttributeName, FactSpec)

export const EventSpec = z.strictObject({
  /** The day it happened. */
  at: ValueSpec,
  channel: z.union([Channel, ValueSpec]),
  kind: z.union([Id, ValueSpec]),
  /** A money value. */
  amount: ValueSpec.optional(),
  /** Further columns to keep. Never one that names or numbers a person, account or card. */
  detail: z.record(AttributeName, ValueSpec).default({}),
})
export type EventSpec = z.infer<typeof EventSpec>

/** Of a row of customers: the column with the number, or the row's own number behind a prefix. */
export const CustomerNumber = z.union([Column, z.strictObject({ rowNumber: z.string().min(1) })])
export type CustomerNumber = z.infer<typeof CustomerNumber>

/** Of other rows: the column with the customer number, or one that a link leads from. */
export const CustomerRef = z.union([Column, z.strictObject({ column: Column, link: Id })])
export type CustomerRef = z.infer<typeof CustomerRef>

/** From another number (account, card) to the customer number. */
export const LinkSpec = z.strictObject({
  name: Id,
  from: Column,
  to: Column,
  /** Only rows with these texts make an entry. */
  where: z.record(Column, z.string()).default({}),
})
export type LinkSpec = z.infer<typeof LinkSpec>

/** Another number that leads to the row's customer, or to the one that `customer` names. */
export const IdentifierSpec = z.strictObject({
  kind: IdentifierKind,
  number: Column,
  /** In rows of links: the column with the customer number. */
  customer: Column.optional(),
  role: LinkRole,
  /** False where the bank is not sure of it. */
  certain: z.boolean().default(true),
  /** Only rows with these texts count. */
  where: z.record(Column, z.string()).default({}),
})
export type IdentifierSpec = z.infer<typeof IdentifierSpec>

const anyFile = {
  id: Id,
  /** File names that may hold it, the first that is present is taken; `*` is any run of characters; `.gz` may follow. */
  file: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  required: z.boolean().default(true),
  encoding: z.string().optional(),
  /** Columns whose texts together may stand only once. */
  key: z.array(Column).min(1).optional(),
  identifiers: z.array(IdentifierSpec).default([]),
}

export const FileSpec = z.discriminatedUnion('rows', [
  z.strictObject({
    ...anyFile,
    rows: z.literal('customers'),
    customer: CustomerNumber,
    facts: FactSpecs,
    event: EventSpec.optional(),
  }),
  z.strictObject({ ...anyFile, rows: z.literal('facts'), customer: CustomerRef, facts: FactSpecs }),
  z.strictObject({
    ...anyFile,
    rows: z.literal('events'),
    customer: CustomerRef.optional(),
    facts: FactSpecs.default({}),
    event: EventSpec,
  }),
  z.strictObject({ ...anyFile, rows: z.literal('lookup'), name: Id, from: Column, to: Column }),
  z.strictObject({ ...anyFile, rows: z.literal('link'), links: z.array(LinkSpec).min(1) }),
])
export type FileSpec = z.infer<typeof FileSpec>
export type FileOf<Rows extends FileSpec['rows']> = Extract<FileSpec, { rows: Rows }>

/** How one kind of extract becomes facts and events. Files are read in the order given. */
export const Mapping = z.strictObject({
  schema: z.literal(1),
  dataset: Id,
  /** Whose data it is, for people. */
  source: z.string().min(1),
  /** ISO 4217; every amount becomes an integer of its smallest unit. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** IANA zone in which the days of the extract are days. */
  timeZone: z.string(),
  /** When it is decided for: now, on the latest day of an event taken, or on a given one. */
  asOf: z.union([z.enum(['now', 'latest-event']), z.strictObject({ day: z.iso.date() })]),
  /** True: what the catalogue calls synthetic and the extract lacks comes from the seeded generator. */
  synthetic: z.boolean().default(false),
  format: z.union([
    z.strictObject({
      delimiter: z.string().min(1),
      quote: z.string().length(1).default('"'),
      /** WHATWG label such as `utf-8` or `gbk`; a file may have its own. */
      encoding: z.string().default('utf-8'),
    }),
    /** Records with named members, in place of columns. */
    z.strictObject({ type: z.enum(['ndjson', 'parquet']) }),
  ]),
  files: z.array(FileSpec).min(1),
})
export type Mapping = z.infer<typeof Mapping>
/** How text files are cut into fields. */
export type TextFormat = Extract<Mapping['format'], { delimiter: string }>

/** Encodings named anywhere in `mapping` that cannot be read line by line. */
export function unreadableEncodings(mapping: Mapping): string[] {
  const own = 'delimiter' in mapping.format ? [mapping.format.encoding] : []
  const named = [...own, ...mapping.files.map((file) => file.encoding)]
  return named.filter((label) => label !== undefined && !isDecodable(label)) as string[]
}
