import * as z from 'zod'
import { Contact } from './context.ts'
import { CustomerKey } from './customer-key.ts'
import { Decision, TipReason } from './decision.ts'
import { ItemRef } from './item.ts'
import { Condition } from './playbook.ts'
import { Text } from './text.ts'

/** One stretch of the customer base, decided with the playbook in force and with the change in it. */
export const PreviewRequest = z.object({
  ...ItemRef.shape,
  content: z.json().nullable(),
  /** Conditions to count for themselves, such as the lines of the builder, each together with those before it. */
  conditions: z.array(Condition).max(40).default([]),
  /** Where the stretch before ended; absent: from the beginning. */
  after: z.string().optional(),
  /** The contact assumed; absent: an incoming call. */
  contact: Contact.optional(),
})
export type PreviewRequest = z.infer<typeof PreviewRequest>

/** Counts of customers over one stretch; stretches add up. */
export const PreviewCounts = z.object({
  customers: z.number().int(),
  /** Of those, for a tip: would be shown it; for a segment: are in it; for a check: it would find something. */
  hit: z.number().int(),
  hitBefore: z.number().int(),
  /** Cannot be told, by missing fact. */
  unknown: z.number().int(),
  missing: z.record(z.string(), z.number().int()),
  /** Those hit, by headline segment; '' for none. */
  segments: z.record(z.string(), z.number().int()),
  /** Where the tip stands first. */
  first: z.number().int(),
  /** Tips that stood first before and do no more, by id. */
  displaced: z.record(z.string(), z.number().int()),
  /** How often each tip stands first before the change, by id. */
  firstBefore: z.record(z.string(), z.number().int()),
  /** Tips that stand above it where it is shown but not first, by id: those that starve it. */
  above: z.record(z.string(), z.number().int()),
  /** Why it is not shown. */
  reasons: z.partialRecord(TipReason, z.number().int()),
  /** Tips shown in all, before and after: what the interruption budget is spent on. */
  shownBefore: z.number().int(),
  shownAfter: z.number().int(),
  /** How many customers each condition asked for holds, in order. */
  conditions: z.array(z.number().int()),
})
export type PreviewCounts = z.infer<typeof PreviewCounts>

/** A customer to look at: by key, with the whole decision under the changed playbook. */
export const PreviewSample = z.object({ customerKey: CustomerKey, decision: Decision })
export type PreviewSample = z.infer<typeof PreviewSample>

export const PreviewStretch = z.object({
  counts: PreviewCounts,
  samples: z.array(PreviewSample),
  /** Customers in the base, for progress. */
  total: z.number().int(),
  /** What to ask for next; null: this was the last stretch. */
  next: z.string().nullable(),
})
export type PreviewStretch = z.infer<typeof PreviewStretch>

/** What can be said of a playbook without a customer. */
export const PreviewFindings = z.object({
  /** Conditions that can hold for nobody, whatever the facts. */
  dead: z.array(ItemRef),
  /** Pairs of checks that ask for the same thing, or find opposite things, with words. */
  pairs: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      relation: z.enum(['same', 'within', 'contradicts']),
      text: Text,
    }),
  ),
})
export type PreviewFindings = z.infer<typeof PreviewFindings>
