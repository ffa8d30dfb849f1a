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

/** Calendar days in the bank's time zone, both included. */
export const ResultsQuery = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  team: z.string().optional(),
  segment: z.string().optional(),
})
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

/** A tip's customers and its control group's, and how many of each converted; null where the bank reports none. */
export const Comparison = z.object({
  tipId: Id,
  treated: z.object({ customers: z.number().int(), converted: z.number().int() }),
  control: z.object({ customers: z.number().int(), converted: z.number().int() }),
})
export type Comparison = z.infer<typeof Comparison>

/** A team's or segment's counts by subject; null and nothing else where fewer than five agents are behind them. */
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
  /** Share accepted of those shown, the middle of all agents; null for a group that is too small. */
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
  /** Found something at every customer or action they were asked for. */
  alwaysFiring: z.array(Id),
  /** Shown at least 30 times and hardly ever taken. */
  nobodyTakes: z.array(z.object({ tipId: Id, shown: z.number().int(), accepted: z.number().int() })),
  /** Checks whose citation nobody has confirmed. */
  unverified: z.array(Id),
  /** Browsers online with an older playbook. */
  oldPlaybooks: z.array(z.object({ version: z.number().int(), agents: z.number().int() })),
  inForce: z.number().int(),
})
export type Quality = z.infer<typeof Quality>
