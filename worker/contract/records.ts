import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'
import { Text } from './text.ts'

/** What the edge keeps, by how long it is kept. */
export const RecordClass = z.enum([
  'audit',
  'access',
  'outcomes',
  'conversions',
  'old-loads',
  'history',
  'batches',
  'changes',
  'step-counts',
  'script-runs',
  'fleet',
  'objections',
  'holds',
  'erasures',
])
export type RecordClass = z.infer<typeof RecordClass>

/** Why, in words that name nobody: what is written here stays. */
const Reason = z.string().trim().min(4).max(500)

/** How long one class is kept, and why so long. Days. */
export const RetentionRule = z.object({
  recordClass: RecordClass,
  label: Text,
  days: z.number().int(),
  /** What holds where nobody has set anything. */
  standard: z.number().int(),
  least: z.number().int(),
  most: z.number().int(),
  /** The rule behind the standard. */
  citation: Text,
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
  /** True where a legal hold keeps the whole class. */
  held: z.boolean(),
})
export type RetentionRule = z.infer<typeof RetentionRule>

export const RetentionPlan = z.object({ rules: z.array(RetentionRule) })
export type RetentionPlan = z.infer<typeof RetentionPlan>

export const NewRetention = z.strictObject({
  recordClass: RecordClass,
  days: z.number().int().min(1).max(36_525),
})
export type NewRetention = z.infer<typeof NewRetention>

/** What retention and erasure leave alone: a class (null: every class) of a customer (null: of everybody). */
export const Hold = z.object({
  id: z.uuid(),
  recordClass: RecordClass.nullable(),
  customerKey: CustomerKey.nullable(),
  reason: z.string(),
  placedBy: z.string(),
  placedAt: z.iso.datetime(),
  releasedBy: z.string().nullable(),
  releasedAt: z.iso.datetime().nullable(),
})
export type Hold = z.infer<typeof Hold>

export const HoldList = z.object({ holds: z.array(Hold) })

/** The id is made by who places it: sent twice it is one hold. */
export const NewHold = z.strictObject({
  id: z.uuid(),
  recordClass: RecordClass.nullable().default(null),
  customerKey: CustomerKey.nullable().default(null),
  reason: Reason,
})
export type NewHold = z.infer<typeof NewHold>

export const HoldRelease = z.strictObject({ reason: Reason })

/** That one customer's records are to be erased, or were; says nothing of which customer. */
export const Erasure = z.object({
  id: z.uuid(),
  state: z.enum(['requested', 'done']),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  confirmedBy: z.string().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Rows erased by table; empty until it is done. `kept`: rows that stay, such as a refusal that still stands. */
  erased: z.record(z.string(), z.number().int()),
})
export type Erasure = z.infer<typeof Erasure>

export const ErasureList = z.object({ erasures: z.array(Erasure) })

export const NewErasure = z.strictObject({ id: z.uuid(), customerKey: CustomerKey, reason: Reason })
export type NewErasure = z.infer<typeof NewErasure>

/** The second person names the customer again: a slip of one is not erased by two. */
export const ErasureConfirmation = z.strictObject({ customerKey: CustomerKey })
