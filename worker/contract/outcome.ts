import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'
import { Id } from './text.ts'

/** What an agent did with a tip or check. The id is made in the browser once and names the outcome for ever. */
export const Outcome = z.object({
  id: z.uuid(),
  customerKey: CustomerKey,
  playbookVersion: z.number().int().positive(),
  subject: z.enum(['tip', 'check', 'step']),
  subjectId: Id,
  /**
   * `prompted`: the tip asked for attention by itself; `shown`: the agent opened it; `offered`, `withheld`: of a tip with
   * a control group, once a contact, that it was there for the customer or kept back; `done`: a step of the contact.
   */
  kind: z.enum([
    'prompted',
    'shown',
    'accepted',
    'deferred',
    'dismissed',
    'offered',
    'withheld',
    'blocked',
    'overridden',
    'done',
  ]),
  /** Chosen from the playbook's list; required for `dismissed` and `overridden`. */
  reasonId: Id.optional(),
  /** The agent's own words on an override, free of identifiers (checked in the browser and again at the edge). */
  reasonText: z.string().min(4).max(500).optional(),
  /** The customer's headline segment in that decision; absent where there was none. */
  segmentId: Id.optional(),
  /** When it happened, by the browser's clock. */
  at: z.iso.datetime(),
})
export type Outcome = z.infer<typeof Outcome>

export const OutcomeBatch = z.object({ outcomes: z.array(Outcome).min(1).max(200) })
export type OutcomeBatch = z.infer<typeof OutcomeBatch>

/** `stored` were new, `known` had been stored before; both may leave the outbox. `refused` never will succeed. */
export const OutcomeReceipt = z.object({
  stored: z.array(z.uuid()),
  known: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), why: z.string() })),
})
export type OutcomeReceipt = z.infer<typeof OutcomeReceipt>
