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
  /** The item, judged by the schema of its kind; null takes it out of the playbook. */
  content: z.unknown(),
  /** Conditions to count each for itself, such as the lines of the builder joined with those before them. */
  conditions: z.array(Condition).max(40).default([]),
  /** How many customers to show at most. */
  samples: z.number().int().min(0).max(10).default(3),
  /** Where the stretch before ended; absent: from the beginning. */
  after: z.string().optional(),
  /** The contact assumed; absent: an incoming call. */
  contact: Contact.optional(),
})
export type PreviewRequest = z.infer<typeof PreviewRequest>

/** Counts of customers over one stretch; stretches add up. */
export const PreviewCounts = z.object({
  customers: z.number().int(),
  /**
   * Of those, for a tip: would be shown it; for a segment: are in it; for a check: it would find something; for the
   * rest: would be decided otherwise.
   */
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

/** A customer to look at: by key, with the whole decision under the changed playbook and the contact assumed. */
export const PreviewSample = z.object({ customerKey: CustomerKey, decision: Decision, contact: Contact })
export type PreviewSample = z.infer<typeof PreviewSample>

export const PreviewStretch = z.object({
  counts: PreviewCounts,
  samples: z.array(PreviewSample),
  /** Customers in the base, for progress; told with the first stretch, else null. */
  total: z.number().int().nullable(),
  /** What to ask for next; null: this was the last stretch. */
  next: z.string().nullable(),
})
export type PreviewStretch = z.infer<typeof PreviewStretch>

/** What is looked at: the playbook in force with this change in it. */
export const FindingsRequest = PreviewRequest.pick({ kind: true, itemId: true, content: true })
export type FindingsRequest = z.infer<typeof FindingsRequest>

/** What can be said of a playbook without a customer. */
export const PreviewFindings = z.object({
  /** Conditions that can hold for nobody, whatever the facts. */
  dead: z.array(ItemRef),
  /**
   * Pairs of checks. `same`: each finds what the other finds; `within`: what `a` finds, `b` finds too; `contradicts`:
   * whatever is done, one of the two stops it.
   */
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
