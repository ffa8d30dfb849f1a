import * as z from 'zod'
import { AttributeName } from './catalogue.ts'
import { IngestKind, IngestReport, RowId, RowProblemCount } from './ingest.ts'
import { Id, Text } from './text.ts'

/** A full refresh to which nothing has come for so many minutes is shown as standing still. */
export const STILL_MINUTES = 60

const Count = z.number().int().min(0)
const Moment = z.iso.datetime()

/** What batches brought, as far as batches were counted. */
export const FeedTally = z.object({
  kind: IngestKind,
  batches: Count,
  rowsIn: Count,
  taken: Count,
  refused: Count,
  /**
   * When the last batch came. Into what is live one of which all rows were refused does not count, nor one of events that
   * were all refused or known, but for one that broke off and was sent again; where there is no other, it is when the load
   * went live.
   */
  lastAt: Moment,
})
export type FeedTally = z.infer<typeof FeedTally>

/** How old what customers have of one attribute is, of those that were looked at. */
export const FeedAttribute = z.object({
  name: AttributeName,
  /** Days after which it counts as missing; of one without a limit of its own that is `silent`, days without events after which it does. */
  freshDays: z.number().int().positive(),
  /** Days, half of the customers have it so fresh or fresher. */
  medianDays: z.number().min(0),
  /** Customers looked at who have it, and those of them for whom it is too old. */
  customers: Count,
  stale: Count,
  /**
   * Made from events, of which none has come within the limit: decisions take it as unknown. It was made on time; what is too
   * old is what it was made from.
   */
  silent: z.boolean(),
})
export type FeedAttribute = z.infer<typeof FeedAttribute>

/** Events of one kind, by days in UTC. */
export const FeedKind = z.object({
  kind: Id,
  /** The kind itself where nobody declared a name. */
  label: Text,
  /** The last day with one. */
  last: z.iso.date(),
  /**
   * Events that came of each of the last 90 days, the oldest first; the last is the day that is decided for. Null: none did.
   * 0: some did, and how many is not known, since the batch that brought them broke off and was sent again.
   */
  days: z.array(Count.nullable()).length(90),
  /**
   * It has stopped: nothing has come for more than twice the longest time there was from one day with such events to the
   * next, which is `gap` days, with two in which they may be late and the limit of what is made from them. Decisions take
   * that as unknown. Null: it has not, or it came on fewer than ten days or all within 90, of which nobody can tell how it usually comes.
   */
  stopped: z.object({ gap: z.number().int().positive() }).nullable(),
})
export type FeedKind = z.infer<typeof FeedKind>

export const FeedDataset = z.object({
  dataset: Id,
  /** ISO 4217. */
  currency: z.string(),
  /** The moment a historical extract is decided for; null: now. */
  asOf: Moment.nullable(),
  load: z.string(),
  /** When that went live; null: nobody noted it. */
  liveSince: Moment.nullable(),
  /** When rows last came, or else it went live. */
  lastAt: Moment.nullable(),
  /** Rows that were counted when it went live; null: were not counted. */
  counted: z.object({ customers: Count, events: Count, identifiers: Count.nullable() }).nullable(),
  /** Files that the importer made it from and of which it refused rows. They are in no batch, so not among `problems`. */
  refusedIn: z.array(z.object({ file: z.string(), rowsIn: Count, refused: Count })),
  /** What batches have brought since. A row taken may have met one that was there. */
  since: z.array(FeedTally),
  /** Customers that were looked at for the ages; none in a dataset without facts. */
  lookedAt: Count,
  /**
   * Attributes with a limit that the dataset gives or that are made from its events, and those without that are `silent`; the
   * oldest against its limit first.
   */
  attributes: z.array(FeedAttribute),
  /** Kinds of event that are declared and came into it; none counted by days before they were. */
  kinds: z.array(FeedKind),
  /**
   * Attributes that at least one customer in twenty had in a load that was live before, and that nobody looked at has now, in
   * no dataset that is decided together with this one.
   */
  lost: z.array(AttributeName),
  /**
   * Days without rows after which what it gives is too old: the shortest limit of it, or where it has events alone of what is
   * made from events; at most 30. Null: of history, which ends.
   */
  quietAfter: z.number().int().positive().nullable(),
})
export type FeedDataset = z.infer<typeof FeedDataset>

/** A load that is being filled. */
export const FeedFilling = z.object({
  dataset: Id,
  load: z.string(),
  startedAt: Moment,
  /** When rows last came by batch. */
  lastAt: Moment.nullable(),
  /** Live in some databases of customers and not in all: the end of it broke off. */
  halfLive: z.boolean(),
  /** Empty where no batch has come: the importer, which reads files, counts by itself. */
  rows: z.array(FeedTally),
})
export type FeedFilling = z.infer<typeof FeedFilling>

const Recent = z.object({
  dataset: Id,
  /** Of the rows. */
  kind: IngestKind,
  /** Of the latest batch with it. */
  batch: RowId,
  at: Moment,
})

/** Rows of one kind of the newest batches that were refused for one reason, and the latest batch with the first such line of it. */
export const FeedProblem = z.object({
  ...Recent.shape,
  ...RowProblemCount.shape,
  problem: Text,
  remedy: Text,
})
export type FeedProblem = z.infer<typeof FeedProblem>

/**
 * What came of names or values that are not as declared. `attribute`: of a fact; `event-kind`; `member`: of a row; `value`:
 * an attribute beyond its bounds or with a code that the catalogue has not; `amount`: of an event, below zero where its kind
 * says which way it went. The value itself is not kept.
 */
export const FeedDrift = z.object({
  ...Recent.shape,
  what: z.enum(['attribute', 'event-kind', 'member', 'value', 'amount']),
  name: z.string(),
  rows: Count,
})
export type FeedDrift = z.infer<typeof FeedDrift>

export const FeedBatch = IngestReport.pick({
  ...{ batch: true, dataset: true, load: true, kind: true },
  ...{ rowsIn: true, taken: true, known: true, refused: true },
}).extend({ at: Moment })
export type FeedBatch = z.infer<typeof FeedBatch>

/** How the bank's data stands. Nothing of any customer: names of attributes, counts and ages. */
export const Feed = z.object({
  /** When it was asked. */
  at: Moment,
  datasets: z.array(FeedDataset),
  filling: z.array(FeedFilling),
  /** Customers whose facts wait to be made from events; `more`: and more than those. */
  waiting: z.object({ customers: Count, more: z.boolean() }),
  /** Newest first, of all datasets. */
  batches: z.array(FeedBatch),
  /** The following is told of so many of the newest batches of each dataset and kind of row, none older than that. */
  newest: z.object({ batches: Count, days: Count }),
  problems: z.array(FeedProblem),
  drift: z.array(FeedDrift),
})
export type Feed = z.infer<typeof Feed>
