import * as z from 'zod'
import { ActionKind } from './action.ts'
import { Adapter } from './adapter.ts'
import { Attribute, AttributeName, PageField } from './catalogue.ts'
import { ContactChannel, Role } from './context.ts'
import { EventType, MatterType } from './event-type.ts'
import { Id, Text } from './text.ts'
import { TextTables } from './text-tables.ts'

/**
 * CEL text over `customer.*` (facts), `page.*` (fields of the page, in the browser only), `contact.*`
 * (the contact under way), `parameter.*` (thresholds that the bank sets) and `now`.
 */
export const Condition = z.string().min(1).max(4000)

/** The five verdicts. Order of strictness: see worker/decision. */
export const Verdict = z.enum(['pass', 'remind', 'warn', 'block', 'not-checked'])
export type Verdict = z.infer<typeof Verdict>

export const Segment = z.strictObject({
  id: Id,
  /** Two to six Chinese characters. */
  label: Text,
  /** The lowest number of those that hold is the headline on the badge. */
  priority: z.number().int(),
  condition: Condition,
})
export type Segment = z.infer<typeof Segment>

export const TipCategory = z.enum(['service', 'care', 'retention', 'sales', 'risk'])
export type TipCategory = z.infer<typeof TipCategory>

/** A calendar day, or a moment to the minute, in the bank's time zone: `2026-11-24`, `2026-11-24T09:00`. */
export const LocalMoment = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/,
    'must be a day (2026-11-24) or a minute (2026-11-24T09:00)',
  )

/** At most `max` in the last `days` × 24 hours. */
const Cap = z.strictObject({ max: z.number().int().positive(), days: z.number().int().positive().max(366) })

export const Tip = z.strictObject({
  id: Id,
  category: TipCategory,
  label: Text,
  /** What the agent can read out. */
  say: Text,
  /** One line: why this, why now. */
  why: Text,
  /** May this customer have it at all? */
  eligibility: Condition,
  /** Does it make sense for this customer now? */
  applicability: Condition.optional(),
  /** Contacts, roles, teams and shifts it is for; absent: all. */
  channels: z.array(ContactChannel).min(1).optional(),
  roles: z.array(Role).min(1).optional(),
  teams: z.array(z.string().min(1)).min(1).optional(),
  shifts: z.array(Id).min(1).optional(),
  /** Both included. */
  from: LocalMoment.optional(),
  until: LocalMoment.optional(),
  /** When somebody should ask whether it still serves. */
  reviewOn: z.iso.date().optional(),
  /** Code of the product it offers: grade, assessment and amount must then suit the customer. */
  product: z.string().min(1).optional(),
  /** Ages it suits, both included. */
  ages: z.strictObject({ min: z.number().int().optional(), max: z.number().int().optional() }).optional(),
  /** True where the tip is marketing: it then needs consent and no do-not-call. */
  marketing: z.boolean(),
  /** How often one customer may be asked: answers of any kind. */
  cap: Cap,
  /** Share of customers who never get it, to compare with; chosen by customer key, the same for ever. */
  control: z.number().min(0).max(0.5).optional(),
  /** Propensity, context weight, value and lever, each 0..1; shown as P, C, V and L. */
  score: z.strictObject({
    propensity: z.number().min(0).max(1),
    context: z.number().min(0).max(1),
    value: z.number().min(0).max(1),
    lever: z.number().min(0).max(1).default(0.5),
  }),
})
export type Tip = z.infer<typeof Tip>

export const Check = z.strictObject({
  id: Id,
  /** What is looked at, in a few words that also read well where nothing was found. */
  label: Text,
  /** What is wrong in a few words with the values: title of a stop. Absent: the label. */
  headline: Text.optional(),
  /**
   * When it is asked: `customer` on opening a customer (facts only), `action` before a guarded action
   * (facts, page fields and contact), `remark` on what is typed into the remark (in the browser only).
   */
  on: z.enum(['customer', 'action', 'remark']),
  /** For `action`: the kinds of action it concerns. */
  actions: z.array(ActionKind).min(1).default(['order']),
  /** For `action`: steps of the contact that must be done before; one that is not done is the finding. */
  requires: z.array(Id).min(1).optional(),
  /** Where given and false, the check does not concern this customer and is not listed. */
  applies: Condition.optional(),
  /** True: the verdict below. False: pass. Unknown: not-checked. Absent for text checks and where steps are required. */
  condition: Condition.optional(),
  /**
   * Text checks: phrases that may not stand in the remark, longer innocent wordings in which they may, phrases one of
   * which must stand there, built-in detectors of identifiers.
   */
  text: z
    .strictObject({
      phrases: z.array(z.string().min(1)).default([]),
      innocent: z.array(z.string().min(1)).min(1).optional(),
      required: z.array(z.string().min(1)).min(1).optional(),
      detect: z.array(z.enum(['card', 'cn-id', 'mobile', 'cvv', 'otp'])).default([]),
    })
    .optional(),
  verdict: z.enum(['remind', 'warn', 'block']),
  /** What an unknown does at a guarded action. */
  inDoubt: z.enum(['stop', 'proceed']),
  /** First calendar day in force, by the later of as-of clock and publication. */
  effectiveFrom: z.iso.date(),
  /** Last calendar day in force, by the as-of clock. */
  effectiveUntil: z.iso.date().optional(),
  /** What is wrong, as a sentence with the values. */
  finding: Text,
  /** What the agent can do now. */
  whatNow: Text,
  citation: Text,
  citationUrl: z.url().optional(),
  /** False until the bank's own compliance officer has confirmed rule and figures. */
  verified: z.boolean(),
  /** When somebody should ask whether it still holds. */
  reviewOn: z.iso.date().optional(),
  /** Reasons an agent may choose to go on. Absent: this check cannot be overridden. */
  overrideReasons: z.array(z.strictObject({ id: Id, label: Text })).optional(),
})
export type Check = z.infer<typeof Check>

/** A product the bank sells. Where page and table differ in grade, the higher one holds. */
export const Product = z.strictObject({
  code: z.string().min(1),
  name: Text,
  kind: z.enum(['deposit', 'wealth', 'fund', 'insurance']),
  grade: z.number().int().min(1).max(5),
  privateOffering: z.boolean().default(false),
  minimum: z.number().int().nonnegative(),
})
export type Product = z.infer<typeof Product>

/** A threshold that a bank sets without editing a pack; `parameter.<name>` in conditions and words. */
export const Parameter = z
  .strictObject({
    name: AttributeName,
    type: z.enum(['int', 'money', 'string']),
    label: Text,
    value: z.union([z.number().int(), z.string()]),
    /** Bounds of what a bank may choose. */
    min: z.number().int().optional(),
    max: z.number().int().optional(),
  })
  .refine(
    ({ type, value }) => (typeof value === 'string') === (type === 'string'),
    'value is not of its type',
  )
export type Parameter = z.infer<typeof Parameter>

/** A step of the contact that an agent confirms, such as "identity verified". */
export const ContactStep = z.strictObject({ id: Id, label: Text })
export type ContactStep = z.infer<typeof ContactStep>

/** Words for one segment, as they were written before they could be for several. */
function forSeveral(written: unknown): unknown {
  if (typeof written !== 'object' || written === null) return written
  if (!('segment' in written) || 'segments' in written) return written
  const { segment, ...rest } = written
  return { segments: [segment], ...rest }
}

/** Other words, for customers of any of these segments. `segment: <id>` is read as `segments: [<id>]`. */
const Variant = z.preprocess(forSeveral, z.strictObject({ segments: z.array(Id).min(1), say: Text }))

/** One step of a script. */
export const ScriptStep = z.strictObject({
  id: Id,
  label: Text,
  /** What the agent can read out. */
  say: Text,
  required: z.boolean(),
  /** Where given and false, the step does not concern this customer and is left out; unknown leaves it in. */
  applies: Condition.optional(),
  /** Steps of the contact that are done once this one is. */
  confirms: z.array(Id).min(1).optional(),
  /** Checks whose rule asks that these words are said; such a step is required. */
  discloses: z.array(Id).min(1).optional(),
  /** Other words for customers of some segments; the first that hold are taken. */
  variants: z.array(Variant).default([]),
})
export type ScriptStep = z.infer<typeof ScriptStep>

/** A service norm: the standard steps and wording for one kind of call. */
export const Script = z.strictObject({
  id: Id,
  label: Text,
  /** The kind of call in a few words; also what is searched for. */
  matter: Text,
  /** Where it holds, the script is offered before the others. */
  likely: Condition.optional(),
  steps: z.array(ScriptStep).min(1).max(30),
  reviewOn: z.iso.date().optional(),
})
export type Script = z.infer<typeof Script>

/** What agents look up: a product, a rule, in a few paragraphs set apart by an empty line. */
export const Knowledge = z.strictObject({
  id: Id,
  label: Text,
  body: Text,
  /** Codes of the products it is about. */
  products: z.array(z.string().min(1)).min(1).optional(),
  /** Further words under which it is looked for. */
  tags: z.strictObject({ zh: z.array(z.string().min(1)), en: z.array(z.string().min(1)) }).optional(),
  citation: Text.optional(),
  reviewOn: z.iso.date().optional(),
})
export type Knowledge = z.infer<typeof Knowledge>

/** Words that mean the same to who searches, in either language. */
export const Synonyms = z.array(z.string().min(1).max(40)).min(2).max(20)

/** A team, under the name that tokens carry. */
export const Team = z.strictObject({ id: z.string().min(1).max(64), label: Text })
export type Team = z.infer<typeof Team>

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30')

/** Hours of the day in the bank's time zone; over midnight where it ends before it begins. `until` is no part of it. */
export const Shift = z.strictObject({ id: Id, label: Text, from: TimeOfDay, until: TimeOfDay })
export type Shift = z.infer<typeof Shift>

/** Counts answers to tips of these categories: with one customer by anybody, or by one agent with anybody. */
export const CategoryCap = Cap.extend({
  per: z.enum(['customer', 'agent']),
  categories: z.array(TipCategory).min(1),
})
export type CategoryCap = z.infer<typeof CategoryCap>

/** After so many refusals of tips of these categories within `days`, none of them is offered for `days` more. */
export const Pause = z.strictObject({
  categories: z.array(TipCategory).min(1),
  refusals: z.number().int().positive(),
  days: z.number().int().positive().max(183),
})
export type Pause = z.infer<typeof Pause>

/** What makes a product tip suitable. Grades are 1..5. */
export const Suitability = z.strictObject({
  /** Whole months for which an assessment counts. */
  assessmentMonths: z.number().int().positive().default(12),
  /** A product's minimum may be at most this share of total assets. Percent. */
  amountShare: z.number().int().min(1).max(100).default(50),
})
export type Suitability = z.infer<typeof Suitability>

/** Tips that may ask for attention by themselves; the rest wait in the panel. */
export const InterruptionBudget = z.strictObject({
  perContact: z.number().int().nonnegative().default(1),
  perHour: z.number().int().nonnegative().default(6),
})
export type InterruptionBudget = z.infer<typeof InterruptionBudget>

/** One immutable, numbered version of everything that is decided and shown. */
export const Playbook = z.strictObject({
  schema: z.literal(1),
  /** IANA zone of every date and clock in conditions. */
  timeZone: z.string(),
  catalogue: z.array(Attribute),
  pageFields: z.array(PageField),
  /** Kinds of event that the bank delivers. */
  events: z.array(EventType).default([]),
  matters: z.array(MatterType).default([]),
  products: z.array(Product),
  parameters: z.array(Parameter).default([]),
  contactSteps: z.array(ContactStep).default([]),
  suitability: Suitability.prefault({}),
  caps: z.array(CategoryCap).default([]),
  pauses: z.array(Pause).default([]),
  interruptions: InterruptionBudget.prefault({}),
  segments: z.array(Segment),
  tips: z.array(Tip),
  checks: z.array(Check),
  /** Why a tip does not suit, to choose from. */
  dismissReasons: z.array(z.strictObject({ id: Id, label: Text })),
  adapters: z.array(Adapter),
  scripts: z.array(Script).default([]),
  knowledge: z.array(Knowledge).default([]),
  synonyms: z.array(Synonyms).default([]),
  teams: z.array(Team).default([]),
  shifts: z.array(Shift).default([]),
})
export type Playbook = z.infer<typeof Playbook>

/** What is published: a playbook and what is made of it beforehand. The digest covers both. */
export const PublishedPlaybook = z.object({ playbook: Playbook, textTables: TextTables })
export type PublishedPlaybook = z.infer<typeof PublishedPlaybook>

/** What `GET /v1/playbook` answers. The ETag names version and digest: earlier content may come back as a new version. */
export const NumberedPlaybook = PublishedPlaybook.extend({
  version: z.number().int().positive(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  publishedAt: z.iso.datetime(),
})
export type NumberedPlaybook = z.infer<typeof NumberedPlaybook>

export const PlaybookQuery = z.object({ heard: z.coerce.number().int().positive().optional() })
