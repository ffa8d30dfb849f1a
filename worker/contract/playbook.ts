import * as z from 'zod'
import { Adapter } from './adapter.ts'
import { Attribute, PageField } from './catalogue.ts'
import { Id, Text } from './text.ts'

/** CEL text over `customer.*` (facts), `page.*` (fields of the page, in the browser only) and `now`. */
export const Condition = z.string().min(1).max(4000)

/** The five verdicts. Order of strictness: see worker/decision. */
export const Verdict = z.enum(['pass', 'remind', 'warn', 'block', 'not-checked'])
export type Verdict = z.infer<typeof Verdict>

export const Segment = z.object({
  id: Id,
  /** Two to six Chinese characters. */
  label: Text,
  /** The lowest number of those that hold is the headline on the badge. */
  priority: z.number().int(),
  condition: Condition,
})
export type Segment = z.infer<typeof Segment>

export const Tip = z.object({
  id: Id,
  category: z.enum(['service', 'care', 'retention', 'sales', 'risk']),
  label: Text,
  /** What the agent can read out. */
  say: Text,
  /** One line: why this, why now. */
  why: Text,
  condition: Condition,
  /** True where the tip is marketing: it then needs consent and no do-not-call. */
  marketing: z.boolean(),
  /** Propensity, context weight, value and lever, each 0..1; shown as P, C, V and L. */
  score: z.object({
    propensity: z.number().min(0).max(1),
    context: z.number().min(0).max(1),
    value: z.number().min(0).max(1),
    lever: z.number().min(0).max(1).default(0.5),
  }),
  /** At most `max` answers of any kind from one customer in `days`; hidden for the rest. */
  cap: z.object({ max: z.number().int().positive(), days: z.number().int().positive() }),
  /** Calendar days in the bank's time zone, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})
export type Tip = z.infer<typeof Tip>

export const Check = z.object({
  id: Id,
  /** What is looked at, in a few words that also read well where nothing was found. */
  label: Text,
  /** What is wrong in a few words with the values: title of a stop. Absent: the label. */
  headline: Text.optional(),
  /**
   * When it is asked: `customer` on opening a customer (facts only), `submit` before a guarded action
   * (facts and page fields), `remark` on what is typed into the remark (in the browser only).
   */
  on: z.enum(['customer', 'submit', 'remark']),
  /** Where given and false, the check does not concern this customer and is not listed. */
  applies: Condition.optional(),
  /** True: the verdict below. False: pass. Unknown: not-checked. Absent only for text checks. */
  condition: Condition.optional(),
  /** Text checks: phrases that may not stand in the remark, or built-in detectors of identifiers. */
  text: z
    .object({
      phrases: z.array(z.string().min(1)).default([]),
      detect: z.array(z.enum(['card', 'cn-id', 'mobile', 'cvv', 'otp'])).default([]),
    })
    .optional(),
  verdict: z.enum(['remind', 'warn', 'block']),
  /** What an unknown does at a guarded action. */
  inDoubt: z.enum(['stop', 'proceed']),
  /** What is wrong, as a sentence with the values. */
  finding: Text,
  /** What the agent can do now. */
  whatNow: Text,
  citation: Text,
  citationUrl: z.url().optional(),
  effectiveFrom: z.iso.date(),
  /** False until the bank's own compliance officer has confirmed rule and figures. */
  verified: z.boolean(),
  /** Reasons an agent may choose to go on. Absent: this check cannot be overridden. */
  overrideReasons: z.array(z.object({ id: Id, label: Text })).optional(),
})
export type Check = z.infer<typeof Check>

/** A product the bank sells. Where page and table differ in grade, the higher one holds. */
export const Product = z.object({
  code: z.string().min(1),
  name: Text,
  kind: z.enum(['deposit', 'wealth', 'fund', 'insurance']),
  grade: z.number().int().min(1).max(5),
  privateOffering: z.boolean().default(false),
  minimum: z.number().int().nonnegative(),
})
export type Product = z.infer<typeof Product>

/** One immutable, numbered version of everything that is decided and shown. */
export const Playbook = z.object({
  schema: z.literal(1),
  /** IANA zone of every date and clock in conditions. */
  timeZone: z.string(),
  catalogue: z.array(Attribute),
  pageFields: z.array(PageField),
  products: z.array(Product),
  segments: z.array(Segment),
  tips: z.array(Tip),
  checks: z.array(Check),
  /** Why a tip does not suit, to choose from. */
  dismissReasons: z.array(z.object({ id: Id, label: Text })),
  adapters: z.array(Adapter),
})
export type Playbook = z.infer<typeof Playbook>

/** What `GET /v1/playbook` answers. The ETag names version and digest: earlier content may come back as a new version. */
export const NumberedPlaybook = z.object({
  version: z.number().int().positive(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  publishedAt: z.iso.datetime(),
  playbook: Playbook,
})
export type NumberedPlaybook = z.infer<typeof NumberedPlaybook>
