import * as z from 'zod'
import { AttributeName, Channel, FactValue } from './catalogue.ts'
import { CustomerKey } from './customer-key.ts'
import { IdentifierLink } from './identity.ts'
import { Id, Text } from './text.ts'

/** What rows of a batch are. */
export const IngestKind = z.enum(['customers', 'events', 'identifiers', 'moves'])
export type IngestKind = z.infer<typeof IngestKind>

/** Name of a row, a source or a batch at the bank: nothing that names or numbers a person, account or card. */
export const RowId = z.string().regex(/^[\w.:-]{1,64}$/)

export const INSTANT = z.regexes.datetime({ offset: true })
export const DAY_OR_INSTANT = new RegExp(`${z.regexes.date.source}|${INSTANT.source}`)

/** A calendar day, or an instant with `Z` or its offset. */
const At = z.string().regex(DAY_OR_INSTANT)

/** An instant with `Z` or its offset. */
const Instant = z.string().regex(INSTANT)

/** Longest text of a fact or a detail, in characters. */
export const LONGEST_TEXT = 500

/**
 * What is known of one customer, as a source has it. Of one attribute the later `at` stands, of one moment the greater
 * source, then the greater value, in whatever order rows arrive. `null`: unknown since then.
 */
export const CustomerRow = z.object({
  customerKey: CustomerKey,
  /** Since when it has been so at its source. */
  at: Instant,
  /** The bank's system; absent: the dataset. */
  source: RowId.optional(),
  facts: z.record(AttributeName, FactValue.nullable()),
})
export type CustomerRow = z.infer<typeof CustomerRow>

/**
 * Most of an event's amount, either way, in smallest units: a hundred thousand million of a currency of hundredths, which no
 * customer moves at once, and of which nine hundred still make a sum that a number holds exactly.
 */
export const LARGEST_AMOUNT = 10_000_000_000_000

/** Where something happened: what Fineline makes of it itself is no channel of the bank's. */
export const EventChannel = Channel.exclude(['generator', 'segmentation'])

/** Something that happened. One id is one event: of two with the same id the greater by `at`, then by the rest, stands. */
export const EventRow = z.object({
  id: RowId,
  /** Null or absent: history that names nobody. */
  customerKey: CustomerKey.nullish(),
  at: At,
  channel: EventChannel,
  kind: Id,
  /** Smallest unit of the dataset's currency. */
  amount: z.number().int().min(-LARGEST_AMOUNT).max(LARGEST_AMOUNT).nullish(),
  detail: z.record(AttributeName, z.union([z.string().max(LONGEST_TEXT), z.number(), z.boolean()])).nullish(),
})
export type EventRow = z.infer<typeof EventRow>

/** A way from one of the bank's numbers to a customer. Of one number and customer the later `at` stands. */
export const IdentifierRow = z.object({ ...IdentifierLink.shape, source: RowId.optional(), at: Instant })
export type IdentifierRow = z.infer<typeof IdentifierRow>

/** `merged`: the old customer is now the new one. `split`: the new customer came out of the old, who goes on. */
export const MoveRow = z.object({
  id: RowId,
  oldKey: CustomerKey,
  newKey: CustomerKey,
  kind: z.enum(['merged', 'split']),
  at: Instant,
})
export type MoveRow = z.infer<typeof MoveRow>

/** Why a row was not taken. The words: worker/services/ingest/words.ts. */
export const RowProblemCode = z.enum([
  'not-json',
  'not-an-object',
  'too-long',
  'not-utf-8',
  'bad-member',
  'bad-fact',
  'identifying',
  'circle',
  'merged-already',
  'future',
])
export type RowProblemCode = z.infer<typeof RowProblemCode>

export const RefusedRow = z.object({
  /** From 1. */
  line: z.number().int(),
  code: RowProblemCode,
  /** The member of the row, or the attribute, that is wrong; empty where it is the row itself. */
  member: z.string(),
  problem: Text,
  remedy: Text,
})
export type RefusedRow = z.infer<typeof RefusedRow>

/** How many rows of a batch were refused for one reason. */
export const RowProblemCount = RefusedRow.pick({ code: true, member: true }).extend({
  rows: z.number().int(),
  /** The first of them, from 1. */
  line: z.number().int(),
})
export type RowProblemCount = z.infer<typeof RowProblemCount>

/** Names that the contract or the catalogue does not have, or values that an attribute cannot have; the rest of the row stands. */
export const SchemaDrift = z.object({ name: z.string(), rows: z.number().int() })
export type SchemaDrift = z.infer<typeof SchemaDrift>

/** What became of a batch. Always: rowsIn = taken + known + refused. Blank lines are no rows. */
export const IngestReport = z.object({
  batch: RowId,
  dataset: Id,
  kind: IngestKind,
  /** The load it went into: the live one, or the full refresh named. */
  load: z.string(),
  rowsIn: z.number().int(),
  /** Stored, or merged into what stood there. */
  taken: z.number().int(),
  /** Stood there already, or something greater stands. Of facts: nothing of the row is new. */
  known: z.number().int(),
  refused: z.number().int(),
  /** The first hundred refused rows. */
  refusals: z.array(RefusedRow),
  /** All refused rows by reason, the commonest first; the first hundred reasons. */
  problems: z.array(RowProblemCount),
  /** Members, of holdings too, and attributes that nobody declared: left out. Kinds of event that nobody declared: kept. */
  undeclared: z.array(SchemaDrift),
  /** Attributes with a value beyond their bounds or a code that is not declared, amounts below zero of what came in or went out: unknown there. */
  outOfBounds: z.array(SchemaDrift),
  /** Rows of events into a live load whose customers have no facts there: stored, and seen by nobody until they have. */
  unknownCustomers: z.number().int(),
  /** SHA-256 over kind, dataset, load and the body before compression. */
  digest: z.string(),
})
export type IngestReport = z.infer<typeof IngestReport>

export const IngestQuery = z.object({
  dataset: Id,
  /** Name of a full refresh: its rows are seen by nobody until it is finished. */
  load: RowId.optional(),
})

export const IngestHeaders = z.object({ 'idempotency-key': RowId })

/** Ends a full refresh: it goes live if exactly so many rows are there. */
export const LoadFinish = z.object({
  dataset: Id,
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  customers: z.number().int().min(0),
  events: z.number().int().min(0),
  identifiers: z.number().int().min(0).default(0),
  /** Said plainly: it is right that fewer than half of the customers, events or numbers that are live are there, or none. */
  fewer: z.boolean().default(false),
})
export type LoadFinish = z.infer<typeof LoadFinish>

export const LoadDiscard = z.object({ dataset: Id })

/** What a full refresh came to. */
export const LoadReceipt = z.object({
  load: z.string(),
  state: z.enum(['live', 'discarded']),
  customers: z.number().int(),
  events: z.number().int(),
  identifiers: z.number().int(),
})
export type LoadReceipt = z.infer<typeof LoadReceipt>
