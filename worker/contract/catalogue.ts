import * as z from 'zod'
import { Text } from './text.ts'

/** Name of an attribute or page field as it stands in CEL after `customer.` or `page.`. */
export const AttributeName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,63}$/, 'must be 2 to 64 lower-case letters, digits and "_", a letter first')

/**
 * Types of facts. `int` whole number, `money` integer of the currency's smallest unit,
 * `date` ISO calendar day in the bank's time zone, `instant` ISO date and time with its offset,
 * `instants` a list of those (such as the calls of the last year), `holdings` a list of `Holding`.
 */
export const AttributeType = z.enum([
  'int',
  'money',
  'bool',
  'string',
  'date',
  'instant',
  'instants',
  'holdings',
])
export type AttributeType = z.infer<typeof AttributeType>

export const Channel = z.enum([
  'phone',
  'counter',
  'app',
  'web',
  'cards',
  'loans',
  'core',
  'crm',
  'generator',
  'segmentation',
])
export type Channel = z.infer<typeof Channel>

/** What a fact may serve for: conditions, the agent's eyes, clusters, the words in which a customer is told why. */
export const Use = z.enum(['decide', 'show', 'segment', 'explain'])
export type Use = z.infer<typeof Use>

/** A limit of a case: so many calendar days from the day of opening, the sum of these parameters. */
export const CaseLimit = z.strictObject({
  days: z.array(AttributeName).min(1),
  /** Kinds of event that put off the limit to this one, such as an extension; of the first limit none. */
  after: z.array(z.string().min(1)).default([]),
})
export type CaseLimit = z.infer<typeof CaseLimit>

/**
 * Events of one case share the member `per` of their detail, as text; one without it is a case by itself. A case is open
 * from the first event of a kind in `opens` after its last one of a kind in `kinds`. Of a day without a time nobody knows
 * what came first: the close does. Of several open cases the one speaks whose limit ends first, by the events that put it
 * off; then the one opened first. Within it events stand in order of the limit they put off to, then of time.
 */
const OpenCases = z.strictObject({
  per: z.string().regex(/^detail\.[a-z][a-z0-9_]*$/),
  opens: z.array(z.string().min(1)).min(1),
  kinds: z.array(z.string().min(1)).min(1),
  limits: z.array(CaseLimit).default([]),
})

/** How a fact is made from a customer's events: always from the whole set, so that their order of arrival says nothing. */
export const Fold = z.strictObject({
  kinds: z.array(z.string().min(1)).min(1).optional(),
  channels: z.array(Channel).min(1).optional(),
  /**
   * `first` and `last` take the value of the earliest and latest event, of one moment by id; `since` counts days from
   * the latest to the as-of day. A customer without any event of those kinds and channels has no such fact.
   */
  op: z.enum(['count', 'sum', 'min', 'max', 'first', 'last', 'since']),
  /** What is folded: `amount`, `at`, `channel` or a member of the detail. `count` and `since` need none. */
  of: z
    .string()
    .regex(/^(amount|at|channel|kind|detail\.[a-z][a-z0-9_]*)$/)
    .optional(),
  /** Only events of so many days before the as-of day. */
  withinDays: z.number().int().positive().optional(),
  /** Only events of cases still open, such as complaints: of one case where several are. `count` counts cases. */
  closed: OpenCases.optional(),
})
export type Fold = z.infer<typeof Fold>

/** One declared attribute of a customer. Import, conditions and panel read it from here and nowhere else. */
export const Attribute = z.strictObject({
  name: AttributeName,
  type: AttributeType,
  unit: z.enum(['years', 'days', 'count', 'grade', 'minor', 'none']).default('none'),
  label: Text,
  /** JR/T 0171-2020: C3 never shown, C2 shown with care, C1 free within the bank. */
  sensitivity: z.enum(['C1', 'C2', 'C3']),
  channel: Channel,
  /** True where the seeded generator may fill it in for trials. Whether it did stands with each value, in its lineage. */
  synthetic: z.boolean().default(false),
  /**
   * Days after which, by the as-of clock, it counts as missing; absent: it does not grow old, unless it is made from events
   * and those come no more, for longer than the shortest limit that something else made from events has.
   */
  freshDays: z.number().int().positive().optional(),
  uses: z.array(Use).default(['decide', 'show', 'segment', 'explain']),
  /** Absent: the bank gives the value itself. */
  fold: Fold.optional(),
  /** Words for coded values, by code. */
  values: z.record(z.string(), Text).optional(),
  /** In a few words, what customers are like who have much of it, or little; said of clusters. */
  contrast: z.strictObject({ high: Text, low: Text }).optional(),
  /** For numbers: what can be, both included; a value beyond is taken as unknown. */
  min: z.number().int().optional(),
  max: z.number().int().optional(),
})
export type Attribute = z.infer<typeof Attribute>

/** One field that adapters may read from a page for checks; its value stays in the browser. */
export const PageField = z.strictObject({
  name: AttributeName,
  type: z.enum(['int', 'money', 'bool', 'string']),
  label: Text,
})
export type PageField = z.infer<typeof PageField>

export const Holding = z.object({
  code: z.string(),
  name: Text,
  kind: z.enum(['deposit', 'wealth', 'fund', 'insurance']),
  grade: z.number().int().min(1).max(5),
  amount: z.number().int(),
})
export type Holding = z.infer<typeof Holding>

export const FactValue = z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.array(Holding)])
export type FactValue = z.infer<typeof FactValue>

/** What is known of one customer, by attribute name. A missing name is unknown, never false. */
export const Facts = z.record(AttributeName, FactValue)
export type Facts = z.infer<typeof Facts>
