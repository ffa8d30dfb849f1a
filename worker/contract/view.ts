import * as z from 'zod'
import { AttributeName, Channel, Facts, FactValue } from './catalogue.ts'
import { CustomerKey } from './customer-key.ts'
import { MovedCustomer, UnknownCustomer } from './decision.ts'
import { IdentifierKind, LinkRole } from './identity.ts'
import { Lineage } from './lineage.ts'
import { Id } from './text.ts'

/** An event as an agent may see it: of its detail what the playbook declares, and nothing of C3. */
export const SeenEvent = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** True where the source knows the day alone: `at` is then the moment that day begins at the bank. */
  dayOnly: z.literal(true).optional(),
  channel: Channel,
  kind: Id,
  /** Smallest unit of the view's currency; null too where the event is in another. */
  amount: z.number().int().nullable(),
  detail: z.record(AttributeName, z.union([z.string(), z.number(), z.boolean()])),
})
export type SeenEvent = z.infer<typeof SeenEvent>

/** How much a customer and the bank had to do with each other, up to the as-of moment. */
export const Activity = z.object({
  events: z.number().int(),
  /** Null where there is none. */
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  /** Busiest first. */
  channels: z.array(z.object({ channel: Channel, events: z.number().int(), lastAt: z.iso.datetime() })),
  /** The kinds there are, most frequent first. */
  kinds: z.array(z.object({ kind: Id, events: z.number().int() })),
  /** The twelve months of the bank's calendar up to the as-of day, oldest first; months without events too. `YYYY-MM`. */
  months: z.array(z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), events: z.number().int() })),
})
export type Activity = z.infer<typeof Activity>

/** A matter of the playbook that is not closed. Days are calendar days of the bank. */
export const OpenMatter = z.object({
  /** Of contract MatterType. */
  matter: Id,
  openedAt: z.iso.datetime(),
  channel: Channel,
  /** What it is about, as the opening event says; null where it does not. */
  about: z.string().nullable(),
  /** The generator made it up. */
  synthetic: z.literal(true).optional(),
  /** In the order of the playbook. `left` is below 0 once the day is over. */
  limits: z.array(z.object({ due: z.iso.date(), left: z.number().int() })),
  /** Which of the limits counts: the first, or the one it was put off to. */
  running: z.number().int().nonnegative().default(0),
  /** Since when no events have come, for longer than what is made from them may be old: it may have been closed. */
  silentSince: z.iso.datetime().optional(),
})
export type OpenMatter = z.infer<typeof OpenMatter>

/** How many numbers of one kind lead to the customer; never the numbers. */
export const LinkCount = z.object({
  kind: IdentifierKind,
  role: LinkRole,
  /** False: the bank is not sure, or the customer was split since. */
  certain: z.boolean(),
  count: z.number().int(),
})
export type LinkCount = z.infer<typeof LinkCount>

/** At most so many changes are told, the newest. */
export const MOST_CHANGES = 50

/** A fact that is not what it was. Null: unknown. */
export const ChangedFact = z.object({
  attribute: AttributeName,
  at: z.iso.datetime(),
  before: FactValue.nullable(),
  after: FactValue.nullable(),
  source: z.string(),
})
export type ChangedFact = z.infer<typeof ChangedFact>

/** One customer in one glance, from every channel. Words come from the playbook of the same version. */
export const View = z.object({
  customerKey: CustomerKey,
  status: z.literal('viewed'),
  playbookVersion: z.number().int(),
  /** The moment seen from; differs from the clock for a historical extract. */
  asOf: z.iso.datetime(),
  historical: z.boolean(),
  factsAsOf: z.iso.datetime(),
  /** ISO 4217. */
  currency: z.string().length(3),
  /** All but C3 and those not for showing; those that are stale too. */
  facts: Facts,
  /** Of these facts: too old to rest on. */
  stale: z.array(AttributeName),
  /** Of each of these facts. */
  lineage: Lineage,
  activity: Activity,
  matters: z.array(OpenMatter),
  /** The last five times that customer and bank spoke with each other, newest first. */
  contacts: z.array(SeenEvent),
  links: z.array(LinkCount),
  /** Since when the customer refuses targeted tips; absent: they do not. */
  refusedAt: z.iso.datetime().optional(),
  /** When the customer was last split in two: what is from before may be the other's. */
  splitAt: z.iso.datetime().optional(),
  /** What is different since the last contact that began more than an hour ago; `since` null: no contact is known, all changes. Newest first, at most fifty. */
  changes: z.object({ since: z.iso.datetime().nullable(), items: z.array(ChangedFact) }),
})
export type View = z.infer<typeof View>

export const ViewResponse = z.discriminatedUnion('status', [View, UnknownCustomer, MovedCustomer])
export type ViewResponse = z.infer<typeof ViewResponse>

const list = <T extends string>(one: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(one).max(50))

/** Which events: `channels` and `kinds` separated by commas, all where left out. */
export const EventsQuery = z.object({
  /** From a page before; absent: the newest. */
  before: z.string().max(400).optional(),
  channels: list(Channel).optional(),
  kinds: list(Id).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type EventsQuery = z.infer<typeof EventsQuery>

/** Newest first. `next` asks for those before; null: there are none. */
export const EventsPage = z.object({
  customerKey: CustomerKey,
  currency: z.string().length(3),
  events: z.array(SeenEvent),
  next: z.string().nullable(),
})
export type EventsPage = z.infer<typeof EventsPage>
