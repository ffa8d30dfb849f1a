import * as z from 'zod'
import { AttributeName, Facts } from './catalogue.ts'
import { Contact } from './context.ts'
import { CustomerKey } from './customer-key.ts'
import { Verdict } from './playbook.ts'
import { Id } from './text.ts'

/** The funnel of a tip, in order. */
export const TipStep = z.enum([
  'validity',
  'eligibility',
  'applicability',
  'suitability',
  'consent',
  'caps',
  'control',
  'interruption',
])
export type TipStep = z.infer<typeof TipStep>

/** Why a tip is not shown, or waits in the panel. The step of each: worker/decision/reasons.ts; the words: extension/texts. */
export const TipReason = z.enum([
  'not-yet-valid',
  'expired',
  'other-channel',
  'other-role',
  'other-team',
  'other-shift',
  'not-eligible',
  'eligibility-unknown',
  'eligibility-error',
  'not-applicable',
  'applicability-unknown',
  'applicability-error',
  'above-grade',
  'assessment-invalid',
  'age-unsuitable',
  'amount-unsuitable',
  'suitability-unknown',
  'refused',
  'no-consent',
  'consent-unknown',
  'do-not-call',
  'cap-tip',
  'cap-customer',
  'cap-agent',
  'paused',
  'control-group',
  'interruption-budget',
])
export type TipReason = z.infer<typeof TipReason>

export const DecidedSegment = z.object({
  id: Id,
  /** Attribute names the condition rests on. */
  basis: z.array(z.string()),
})
export type DecidedSegment = z.infer<typeof DecidedSegment>

export const DecidedTip = z.object({
  id: Id,
  /** P×C×V×L, 0..1. */
  score: z.number(),
  propensity: z.number(),
  context: z.number(),
  value: z.number(),
  lever: z.number(),
  /** True where it may ask for attention; false: it waits in the panel, the interruption budget is spent. */
  interrupts: z.boolean(),
  basis: z.array(z.string()),
})
export type DecidedTip = z.infer<typeof DecidedTip>

export const HiddenTip = z.object({ id: Id, reason: TipReason, missing: z.array(z.string()) })
export type HiddenTip = z.infer<typeof HiddenTip>

export const DecidedCheck = z.object({
  id: Id,
  verdict: Verdict,
  /** Names of missing facts (`customer.x`) or page fields (`page.x`) behind a `not-checked`. */
  missing: z.array(z.string()),
  basis: z.array(z.string()),
})
export type DecidedCheck = z.infer<typeof DecidedCheck>

/** The answer for one customer at one moment. Words come from the playbook of the same version. */
export const Decision = z.object({
  customerKey: CustomerKey,
  status: z.literal('decided'),
  playbookVersion: z.number().int(),
  /** The moment decided for; differs from the clock for a historical extract. */
  asOf: z.iso.datetime(),
  historical: z.boolean(),
  /** Since when the customer refuses targeted tips; absent: they do not. */
  refusedAt: z.iso.datetime().optional(),
  /** When the facts were current at their source. */
  factsAsOf: z.iso.datetime(),
  /** ISO 4217 code of every money fact. */
  currency: z.string().length(3),
  /** Without those that are stale. */
  facts: Facts,
  /**
   * Facts older than the catalogue lets them be, or from before the customer was split in two: taken as missing. While events
   * come no more, or those of a kind, all that is made from them, also where the customer has none of it.
   */
  stale: z.array(AttributeName).default([]),
  /** When each of those was last so at its source, or since when nothing was heard of it. */
  staleSince: z.record(AttributeName, z.iso.datetime()).default({}),
  /** Of these facts: made up by the generator, or a group that rests on such; absent: none is. */
  synthetic: z.array(AttributeName).optional(),
  /** By priority; the first is the headline. */
  segments: z.array(DecidedSegment),
  /** Best first. */
  tips: z.array(DecidedTip),
  /** Every tip that reached eligibility and did not fail it, and why it is not shown. */
  hiddenTips: z.array(HiddenTip),
  /** How many of the rest each step removed. */
  hiddenCounts: z.object({ validity: z.number().int(), eligibility: z.number().int() }),
  /** Checks on `customer`, strictest first, `pass` included. */
  checks: z.array(DecidedCheck),
})
export type Decision = z.infer<typeof Decision>

/** The base holds nothing under this key: shown as not checked. */
export const UnknownCustomer = z.object({ customerKey: CustomerKey, status: z.literal('unknown-customer') })
export type UnknownCustomer = z.infer<typeof UnknownCustomer>

/** The bank made this customer one with another: nothing is answered under the old key; ask again under the new. */
export const MovedCustomer = z.object({
  customerKey: CustomerKey,
  status: z.literal('moved'),
  to: CustomerKey,
})
export type MovedCustomer = z.infer<typeof MovedCustomer>

export const DecisionRequest = z.object({
  customerKeys: z.array(CustomerKey).min(1).max(100),
  /** The contact under way; absent while none is, as for a list of customers. */
  contact: Contact.optional(),
})
export type DecisionRequest = z.infer<typeof DecisionRequest>

export const DecisionResponse = z.object({
  playbookVersion: z.number().int(),
  /** One answer a key, in the order asked. */
  decisions: z.array(z.discriminatedUnion('status', [Decision, UnknownCustomer, MovedCustomer])),
})
export type DecisionResponse = z.infer<typeof DecisionResponse>
