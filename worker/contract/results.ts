import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'
import { Id } from './text.ts'

/** That a customer did in the end what a tip was about, as the bank's own systems know it. */
export const Conversion = z.strictObject({
  /** Made by the bank's system: a second report is not a second conversion. */
  id: z.string().min(1).max(64),
  customerKey: CustomerKey,
  tipId: Id,
  at: z.iso.datetime(),
})
export type Conversion = z.infer<typeof Conversion>

export const ConversionBatch = z.strictObject({ conversions: z.array(Conversion).min(1).max(1000) })
export type ConversionBatch = z.infer<typeof ConversionBatch>

export const ConversionReceipt = z.object({
  stored: z.number().int(),
  known: z.number().int(),
  refused: z.array(z.object({ id: z.string(), why: z.string() })),
})
export type ConversionReceipt = z.infer<typeof ConversionReceipt>

/** Longest stretch of results. Days. */
const LONGEST = 366
/** Calendar days from one to another. */
export const days = { from: z.iso.date(), until: z.iso.date() }
/** The day after it must have four digits of a year too. */
const LAST = '9999-12-31'
export const inOrder = ({ from, until }: { from: string; until: string }) => {
  const length = (Date.parse(until) - Date.parse(from)) / 86_400_000
  return length >= 0 && length < LONGEST && until < LAST
}
export const order = `"until" must be a day from "from" on, less than ${LONGEST} days later, and before ${LAST}`

/** Calendar days in the bank's time zone, both included. */
export const DaysQuery = z.object(days).refine(inOrder, order)
export type DaysQuery = z.infer<typeof DaysQuery>

/** Team '' are agents without one, segment '' customers without one. */
export const ResultsQuery = z
  .object({ ...days, team: z.string().optional(), segment: z.string().optional() })
  .refine(inOrder, order)
export type ResultsQuery = z.infer<typeof ResultsQuery>

const counts = {
  prompted: z.number().int(),
  shown: z.number().int(),
  accepted: z.number().int(),
  deferred: z.number().int(),
  dismissed: z.number().int(),
  blocked: z.number().int(),
  overridden: z.number().int(),
}

/** How often agents did what. */
export const ResultCounts = z.object(counts)
export type ResultCounts = z.infer<typeof ResultCounts>

export const SubjectResults = z.object({
  subject: z.enum(['tip', 'check']),
  id: Id,
  ...counts,
  /** Reasons of dismissals or overrides, by id. */
  reasons: z.record(z.string(), z.number().int()),
  /** By day. */
  days: z.record(z.string(), ResultCounts),
})
export type SubjectResults = z.infer<typeof SubjectResults>

/** Customers, each once, and how many of them converted within 30 days of the first time. */
const side = z.object({ customers: z.number().int(), converted: z.number().int() })

/** Customers to whom a tip was offered, and those of its control group from whom it was kept. */
export const Comparison = z.object({
  tipId: Id,
  treated: side,
  control: side,
  /** Customers that were in both, as after a change of the share: counted on neither side. */
  switched: z.number().int(),
  /** False where the bank has never reported a conversion of this tip: nothing can be said then. */
  reported: z.boolean(),
})
export type Comparison = z.infer<typeof Comparison>

/**
 * A team's or segment's counts by subject; null where fewer than five agents are behind them, or where those of such a
 * group could be worked out from the rest.
 */
export const GroupResults = z.object({
  group: z.string(),
  agents: z.number().int().nullable(),
  subjects: z.array(z.object({ subject: z.enum(['tip', 'check']), id: Id, ...counts })).nullable(),
})
export type GroupResults = z.infer<typeof GroupResults>

/** Fewest agents behind a figure of a group. */
export const SMALLEST_GROUP = 5

export const Results = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  /** True where the team or segment asked for has too few agents behind it: nothing is told of it. */
  hidden: z.boolean(),
  subjects: z.array(SubjectResults),
  teams: z.array(GroupResults),
  segments: z.array(GroupResults),
  comparisons: z.array(Comparison),
})
export type Results = z.infer<typeof Results>

/** An agent's own figures, beside the middle of everybody's where enough agents are behind it. */
export const OwnResults = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  own: ResultCounts,
  subjects: z.array(SubjectResults),
  /** Share accepted of the tips answered, the middle of all agents; null for a group that is too small. */
  middle: z.number().nullable(),
})
export type OwnResults = z.infer<typeof OwnResults>

/** How the management process itself stands. */
export const Quality = z.object({
  /** Waiting for a second person, oldest first. */
  waiting: z.array(
    z.object({ changeId: z.uuid(), kind: z.string(), itemId: z.string(), since: z.iso.datetime() }),
  ),
  /** Hours from submission to approval of the changes of the last 28 days: the middle, and the slowest tenth. */
  approvalHours: z.object({ median: z.number(), p90: z.number(), count: z.number().int() }).nullable(),
  /** Past their review date. */
  stale: z.array(z.object({ kind: z.string(), itemId: z.string(), reviewOn: z.iso.date() })),
  /** Live for 28 days and never shown. */
  neverShown: z.array(Id),
  /** Checks on customers that find something at every one of some hundred customers they concern. */
  alwaysFiring: z.array(Id),
  /** Shown at least 30 times and hardly ever taken. */
  nobodyTakes: z.array(z.object({ tipId: Id, shown: z.number().int(), accepted: z.number().int() })),
  /** Checks whose citation nobody has confirmed. */
  unverified: z.array(Id),
  /** Browsers online with an older playbook, newest first; null where nobody can say. */
  oldPlaybooks: z.array(z.object({ version: z.number().int(), agents: z.number().int() })).nullable(),
  inForce: z.number().int(),
})
export type Quality = z.infer<typeof Quality>
